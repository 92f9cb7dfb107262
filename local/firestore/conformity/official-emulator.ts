import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { homedir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { freePorts } from '../../world/free-ports.ts';
import type { ServerUnderTest } from './server-under-test.ts';

const PACKAGED_JAR =
  '/usr/lib/google-cloud-sdk/platform/cloud-firestore-emulator/cloud-firestore-emulator.jar';
const CACHED_JARS = `${homedir()}/.cache/firebase/emulators/cloud-firestore-emulator-*.jar`;
const MAIN_CLASS = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';
const POLL_MS = 50;

/** The installed emulator, or why there is none to compare with. */
export function findOfficialEmulator(): { readonly jar: string } | { readonly missing: string } {
  const jar = existsSync(PACKAGED_JAR) ? PACKAGED_JAR : globSync(CACHED_JARS).sort().at(-1);
  if (jar === undefined) return { missing: 'the official Firestore emulator is not installed' };
  try {
    execFileSync('java', ['-version'], { stdio: 'ignore' });
  } catch {
    return { missing: 'the official Firestore emulator needs java on the PATH' };
  }
  return { jar };
}

export async function startOfficialEmulator(jar: string): Promise<ServerUnderTest> {
  const [port = 0] = await freePorts(1);
  const emulator = spawn('java', ['-cp', jar, MAIN_CLASS, '--host=127.0.0.1', `--port=${port}`], {
    stdio: 'ignore',
  });
  // even when the tests are broken off
  process.once('exit', () => emulator.kill('SIGKILL'));
  const host = `127.0.0.1:${port}`;
  while (!(await isUp(host))) {
    if (emulator.exitCode !== null) throw new Error(`The official emulator ended with ${emulator.exitCode}.`);
    await wait(POLL_MS);
  }
  return {
    host,
    stop: async () => {
      const ended = once(emulator, 'exit');
      emulator.kill('SIGKILL');
      await ended;
    },
  };
}

async function isUp(host: string): Promise<boolean> {
  try {
    return (await fetch(`http://${host}/`)).ok;
  } catch {
    return false;
  }
}

/** The emulator takes no port 0, so one is found for it. */
