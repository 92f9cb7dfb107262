import { freePorts } from '../world/free-ports.ts';

/** Where the emulators of Firebase listen. */
export interface EmulatorPorts {
  readonly functions: number;
  readonly auth: number;
  readonly tasks: number;
  readonly firestore: number;
}

/** The emulators that a person never asks anything, but which must not take the ports of others. */
export async function backgroundPorts(): Promise<Readonly<Record<'hub' | 'logging' | 'eventarc', number>>> {
  const [hub = 0, logging = 0, eventarc = 0] = await freePorts(3);
  return { hub, logging, eventarc };
}

/** Free ports, for worlds that live beside others. */
export async function freeEmulatorPorts(): Promise<EmulatorPorts> {
  const [functions = 0, auth = 0, tasks = 0, firestore = 0] = await freePorts(4);
  return { functions, auth, tasks, firestore };
}
