import { firstAnswer } from '../served/first-answer.ts';
import { processorSeconds, residentMegabytes } from '../served/process-usage.ts';
import { ServedProcess, type ServedProgram } from '../served/served-process.ts';
import type { FirstRequest } from '../world/first-request.ts';

export interface ColdStart {
  /** From the start of the process to the end of the first answer. */
  readonly milliseconds: number;
  readonly processorMilliseconds: number;
  readonly residentMegabytes: number;
}

/** Starts a fresh process and sends the request as soon as it listens. Throws where the answer is not the right one. */
export async function measureColdStart(program: ServedProgram, request: FirstRequest): Promise<ColdStart> {
  const port = await ServedProcess.freePort();
  const start = performance.now();
  const served = ServedProcess.start(program, port);
  try {
    const answer = await firstAnswer(served, request.sent);
    const milliseconds = performance.now() - start;
    if (!request.isRight(answer)) throw new WrongAnswerError(program.target, answer.status, answer.body);
    return {
      milliseconds,
      processorMilliseconds: processorSeconds(served.pid) * 1000,
      residentMegabytes: residentMegabytes(served.pid),
    };
  } finally {
    await served.stop();
  }
}

export class WrongAnswerError extends Error {
  override readonly name = 'WrongAnswerError';

  constructor(target: string, status: number, body: string) {
    super(`${target} answered ${status}: ${body.slice(0, 200)}`);
  }
}
