import { once } from 'node:events';
import { connect } from 'node:net';
import { applicationDefault } from 'firebase-admin/app';
import { UnusableError } from './admin-error.ts';

/** Throws `UnusableError` at once where the client would try for minutes. `emulatorHost` is "host:port"; null is the real one. */
export async function checkAccess(emulatorHost: string | null): Promise<void> {
  await (emulatorHost === null ? checkCredentials() : checkEmulator(emulatorHost));
}

async function checkCredentials(): Promise<void> {
  try {
    await applicationDefault().getAccessToken();
  } catch (error) {
    const remedy = '`gcloud auth application-default login`';
    throw new UnusableError(`There are no credentials that work: ${remedy}.`, { cause: error });
  }
}

async function checkEmulator(host: string): Promise<void> {
  const { hostname, port } = new URL(`http://${host}`);
  const socket = connect({ host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port) });
  try {
    await once(socket, 'connect');
  } catch (error) {
    const remedy = '`npm start` runs the local world';
    throw new UnusableError(`Nobody listens on ${host}: ${remedy}.`, { cause: error });
  } finally {
    socket.destroy();
  }
}
