import { replaceEnvironment } from '../../functions/src/infra/environment.ts';
import { FunctionsHost } from '../functions-host/functions-host.ts';
import { readDeployedFunctions } from '../functions-host/read-deployed-functions.ts';
import { captureOutput } from '../world/capture-output.ts';
import type { ProcessMessage, ProcessStart, WorldMessage } from './process-protocol.ts';

const clock = { ahead: 0, now: () => Date.now() + clock.ahead };
const serving = Promise.withResolvers<FunctionsHost>();

async function hear(message: WorldMessage): Promise<void> {
  switch (message.kind) {
    case 'start':
      clock.ahead = message.ahead;
      serving.resolve(serve(message));
      break;
    case 'clock':
      clock.ahead = message.ahead;
      break;
    case 'idle': {
      const host = await serving.promise;
      await host.idle();
      tell({ kind: 'idle', question: message.question, requests: host.requests });
      break;
    }
    case 'retire': {
      const host = await serving.promise;
      await host.retire();
      process.disconnect();
      break;
    }
  }
}

/** The host listens only when the functions are loaded: until then connections are refused, as before a start. */
async function serve({ module, port, project, region }: ProcessStart): Promise<FunctionsHost> {
  captureOutput([process.stdout, process.stderr], (entry) => tell({ kind: 'log-entry', entry }));
  replaceEnvironment({
    clock,
    logOutput: (line) => tell({ kind: 'log-line', line }),
    metricsListener: (sample) => tell({ kind: 'metric', sample }),
  });
  // what a module exports is looked at one by one
  const exported = (await import(module)) as Readonly<Record<string, unknown>>;
  const deployed = readDeployedFunctions(exported);
  // so that a deployment can put others beside it; not every system can
  const shared = process.platform === 'linux';
  const host = await FunctionsHost.start({ port, project, region, shared });
  for (const each of deployed) host.add(each);
  // a handler is code, and stays here
  tell({ kind: 'ready', functions: deployed.map(({ handler: _handler, ...description }) => description) });
  return host;
}

function tell(message: ProcessMessage): void {
  if (process.connected) process.send?.(message);
}

process.once('disconnect', () => process.exit());
process.on('message', (message: WorldMessage) => void hear(message));
