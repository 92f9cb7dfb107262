import type { MessageProcessor } from '../../domain/messaging/message-processor.ts';
import type { ProductEventSink } from '../../domain/messaging/product-event.ts';
import type { ForwardConfig, ProcessorConfig } from '../config/processor-config.ts';
import { AcknowledgeProcessor } from './acknowledge-processor.ts';
import type { Forwarding, ForwardingPorts } from './forwarding.ts';

export interface Processing {
  readonly processor: MessageProcessor;
  /** Null where the product wants no events. */
  readonly eventSink: ProductEventSink | null;
}

/** What the configuration asks for. Forwarding is loaded with the first message or event: most functions never forward. */
export function createProcessor(config: ProcessorConfig, ports: ForwardingPorts): Processing {
  if (config.kind === 'acknowledge') return { processor: new AcknowledgeProcessor(config), eventSink: null };
  const forwarding = loadedOnce(config, ports);
  return {
    processor: { process: async (message) => (await forwarding()).processor.process(message) },
    eventSink:
      config.events.size === 0
        ? null
        : { deliver: async (event) => (await forwarding()).eventSink.deliver(event) },
  };
}

function loadedOnce(config: ForwardConfig, ports: ForwardingPorts): () => Promise<Forwarding> {
  let forwarding: Forwarding | undefined;
  return async () => {
    const { createForwarding } = await import('./forwarding.ts');
    forwarding ??= createForwarding(config, ports);
    return forwarding;
  };
}
