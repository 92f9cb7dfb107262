import type { ForwardConfig } from '../config/processor-config.ts';
import { ForwardEndpoint, type ForwardEndpointOptions } from './forward-endpoint.ts';
import { ForwardEventSink } from './forward-event-sink.ts';
import { ForwardProcessor } from './forward-processor.ts';

export type ForwardingPorts = Omit<ForwardEndpointOptions, 'config'>;

export interface Forwarding {
  readonly processor: ForwardProcessor;
  readonly eventSink: ForwardEventSink;
}

/** Messages and events to the one endpoint of the product, over the same connections. */
export function createForwarding(config: ForwardConfig, ports: ForwardingPorts): Forwarding {
  const endpoint = new ForwardEndpoint({ config, ...ports });
  return {
    processor: new ForwardProcessor({ endpoint }),
    eventSink: new ForwardEventSink({ endpoint, events: config.events }),
  };
}
