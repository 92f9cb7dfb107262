import { EmulatedWorld } from '../../local/emulators/emulated-world.ts';
import { freeEmulatorPorts } from '../../local/emulators/emulator-ports.ts';
import { firestoreForm } from '../../local/emulators/firestore-form.ts';
import { deleteAccount } from './delete-account.ts';
import { linkAccount } from './link-account.ts';

const isOfficial = process.argv.includes('--official');
const { form, reason } = await firestoreForm(!isOfficial);
if (isOfficial && form === 'embedded') console.warn(`! the Firestore emulator: SKIPPED, ${reason}`);

const start = performance.now();

function tell(result: string): void {
  console.log(`✓ ${result} after ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

const world = await EmulatedWorld.start({
  firestore: form,
  ports: { ...(await freeEmulatorPorts()), twilio: 0 },
  linkPageUrl: 'http://127.0.0.1:4000/link',
});
try {
  tell(form === 'embedded' ? 'the emulators run with the embedded Firestore' : 'all emulators run');
  const { body, status } = await linkAccount(world);
  tell(`"${body}" was ${status}`);
  await deleteAccount(world);
  tell('what was stored of a deleted account is gone');
  await world.idle();
} finally {
  await world.stop();
}
