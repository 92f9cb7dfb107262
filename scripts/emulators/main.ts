import { firestoreForm } from '../../local/emulators/firestore-form.ts';
import { startPage } from '../../local/phone/page-server.ts';
import { echoReply } from '../../local/product/echo-reply.ts';
import { onPort } from '../../local/world/port-error.ts';
import { Shutdown } from '../../local/world/shutdown.ts';
import { startUpTable } from '../../local/world/start-up-table.ts';
import { terminalLine } from '../../local/world/terminal-line.ts';
import { ownParameters } from '../../local/emulators/emulated-project.ts';
import { EmulatedWorld } from '../../local/emulators/emulated-world.ts';

const ports = { page: 4000, functions: 5001, auth: 9099, tasks: 9499, firestore: 8080, twilio: 4010 };

async function start(shutdown: Shutdown): Promise<void> {
  const { form, reason } = await firestoreForm(process.argv.includes('--embedded'));
  console.error(`Firestore is ${form === 'embedded' ? 'embedded' : 'the emulator'}, ${reason}.`);
  console.error(
    'Building the functions and starting the Firebase emulators; the first time, npx fetches them.',
  );
  const world = await EmulatedWorld.start({
    firestore: form,
    ports,
    linkPageUrl: `http://127.0.0.1:${ports.page}/link`,
    parameters: await ownParameters(),
    productReply: echoReply,
  });
  shutdown.add(() => world.stop());
  world.activity.subscribe((activity) => {
    const line = terminalLine(activity);
    if (line !== undefined) console.error(line);
  });
  const page = await onPort('page', ports.page, () => startPage(world, { port: ports.page }));
  shutdown.add(() => page.stop());
  console.log(startUpTable(world, page.url));
  console.log(
    `  Auth emulator      127.0.0.1:${ports.auth}\n  Tasks emulator     127.0.0.1:${ports.tasks}\n`,
  );
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const shutdown = new Shutdown();
const started = start(shutdown);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    // what is still starting can be stopped once it runs
    started.then(() => shutdown.run()).then(() => process.exit(0), fail);
  });
}
started.catch(async (error: unknown) => {
  await shutdown.run();
  fail(error);
});
