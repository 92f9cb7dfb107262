import { whatsAppModule } from '../functions/src/infra/whatsapp-module.ts';
import { startPage } from './phone/page-server.ts';
import { echoReply } from './product/echo-reply.ts';
import { CommandLineError, parseCommandLine, portOptions, usage, type Ports } from './world/command-line.ts';
import { LocalWorld } from './world/local-world.ts';
import { onPort, PortError } from './world/port-error.ts';
import { Shutdown } from './world/shutdown.ts';
import { startUpTable } from './world/start-up-table.ts';
import { terminalLine } from './world/terminal-line.ts';

async function main(args: readonly string[]): Promise<void> {
  const { help, ports } = parseCommandLine(args);
  if (help) {
    console.log(usage);
    return;
  }
  const shutdown = new Shutdown();
  exitOnSignal(shutdown);
  try {
    await start(ports, shutdown);
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

async function start(ports: Ports, shutdown: Shutdown): Promise<void> {
  const world = await LocalWorld.start({
    ports,
    linkPageUrl: `http://127.0.0.1:${ports.page}/link`,
    productReply: echoReply,
  });
  shutdown.add(() => world.stop());
  world.activity.subscribe((activity) => {
    const line = terminalLine(activity);
    if (line !== undefined) console.error(line);
  });
  const page = await onPort('page', ports.page, () => startPage(world, { port: ports.page }));
  shutdown.add(() => page.stop());
  // what the first request would otherwise wait for
  await whatsAppModule();
  console.log(startUpTable(world, page.url));
}

function exitOnSignal(shutdown: Shutdown): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      shutdown.run().then(() => process.exit(0), fail);
    });
  }
}

function fail(error: unknown): void {
  console.error(explain(error));
  process.exit(error instanceof CommandLineError ? 2 : 1);
}

function explain(error: unknown): unknown {
  if (error instanceof PortError) {
    return `${error.message} Choose another one with --${portOptions[error.user]}.`;
  }
  return error instanceof CommandLineError ? error.message : error;
}

main(process.argv.slice(2)).catch(fail);
