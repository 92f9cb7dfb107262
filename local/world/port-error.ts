/** The parts of the local world that need a port which a person may choose. */
export type PortUser = 'page' | 'functions' | 'firestore' | 'twilio';

const names: Readonly<Record<PortUser, string>> = {
  page: 'the page',
  functions: 'the functions',
  firestore: 'the embedded Firestore',
  twilio: 'the Twilio simulator',
};

export class PortError extends Error {
  override readonly name = 'PortError';
  readonly user: PortUser;

  constructor(user: PortUser, port: number, code: string, options?: ErrorOptions) {
    const problem = code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${code})`;
    super(`Port ${port} ${problem}, and ${names[user]} needs it.`, options);
    this.user = user;
  }
}

/** Runs what listens on `port`, and turns its failure to get the port into a `PortError`. */
export async function onPort<Result>(
  user: PortUser,
  port: number,
  start: () => Promise<Result>,
): Promise<Result> {
  try {
    return await start();
  } catch (error) {
    const code = listenErrorCode(error);
    throw code === undefined ? error : new PortError(user, port, code, { cause: error });
  }
}

function listenErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const isListenError = 'syscall' in error && error.syscall === 'listen' && 'code' in error;
  return isListenError ? String(error.code) : listenErrorCode(error.cause);
}
