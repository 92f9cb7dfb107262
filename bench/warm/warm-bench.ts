import { parameters } from '../../functions/src/infra/config/parameters.ts';
import { SERVER_CLIENT } from '../cold-start/cold-cases.ts';
import type { Programs } from '../programs/programs.ts';
import { firstAnswer, type ServedRequest } from '../served/first-answer.ts';
import { load, type LoadResult } from '../served/load.ts';
import { ServedProcess, type ServedProgram } from '../served/served-process.ts';
import { median, shuffled } from '../statistics.ts';
import type { BenchWorld } from '../world/bench-world.ts';
import { helloRequest } from '../world/first-request.ts';
import { linkedPeople } from '../world/person.ts';
import { copyMappings } from './copy-mappings.ts';
import { signedTexts } from './signed-texts.ts';

export interface WarmRow extends LoadResult {
  readonly name: string;
  /** Of the requests a second, and of the processor's time for a request, to what the row is compared with. */
  readonly comparedWith: string;
  readonly ratio: number;
  readonly processorRatio: number;
}

interface WarmOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly onRound: (round: number) => void;
}

interface WarmCase {
  readonly name: string;
  readonly comparedWith: string;
  readonly program: ServedProgram;
  /** Makes the requests of one round. */
  readonly requests: () => () => ServedRequest;
}

const CONNECTIONS = 16;
const PEOPLE = 200;
/** More than any machine has answered. */
const MOST_A_SECOND = { withoutStore: 15_000, withStore: 4_000 };
const HELLO = 'hello-world';
const BARE = 'bare handler, same Firestore calls';

/** Loads each program in turn, in random order, while the others idle. */
export async function benchWarm(
  programs: Programs,
  world: BenchWorld,
  { rounds, seconds, onRound }: WarmOptions,
): Promise<readonly WarmRow[]> {
  const cases = await warmCases(programs, world, seconds);
  const running = await Promise.all(cases.map(async (each) => ({ each, served: await started(each) })));
  const results = new Map<WarmCase, LoadResult[]>(cases.map((each) => [each, []]));
  try {
    // the first round warms up
    for (let round = 0; round <= rounds; round += 1) {
      for (const { each, served } of shuffled(running)) {
        const result = await load(served, { seconds, connections: CONNECTIONS, next: each.requests() });
        if (round > 0) results.get(each)?.push(result);
      }
      onRound(round);
    }
  } finally {
    await Promise.all(running.map(({ served }) => served.stop()));
  }
  return rowsOf(results);
}

async function warmCases(
  programs: Programs,
  world: BenchWorld,
  seconds: number,
): Promise<readonly WarmCase[]> {
  const people = await linkedPeople(world, PEOPLE);
  const phones = people.map(({ phone }) => phone);
  await copyMappings(world, phones);
  const texts = (perSecond: number) => () => signedTexts(world, phones, perSecond * seconds);
  const serve = (directory: string, target: string): ServedProgram => ({
    directory,
    target,
    signature: 'http',
    environment: { ...world.variables, LOG_EXECUTION_ID: 'true' },
  });
  const deployed = await programs.deployed();
  const webhook = (directory: string, client: string) => {
    const program = serve(directory, 'twilioWebhook');
    const environment = { ...program.environment, [parameters.webhookFirestoreClient.name]: client };
    return { ...program, environment };
  };
  return [
    {
      name: HELLO,
      comparedWith: HELLO,
      program: serve(await programs.hello('js'), 'hello'),
      requests: () => () => helloRequest.sent,
    },
    {
      name: 'twilioWebhook, no store',
      comparedWith: HELLO,
      program: webhook(await programs.withoutStore(), 'rest'),
      requests: texts(MOST_A_SECOND.withoutStore),
    },
    {
      name: BARE,
      comparedWith: BARE,
      program: serve(await programs.bareHandler(), 'bareHandler'),
      requests: texts(MOST_A_SECOND.withStore),
    },
    {
      name: SERVER_CLIENT,
      comparedWith: BARE,
      program: webhook(deployed, 'sdk'),
      requests: texts(MOST_A_SECOND.withStore),
    },
    {
      name: 'twilioWebhook',
      comparedWith: BARE,
      program: webhook(deployed, 'rest'),
      requests: texts(MOST_A_SECOND.withStore),
    },
  ];
}

async function started({ program, requests }: WarmCase): Promise<ServedProcess> {
  const served = ServedProcess.start(program, await ServedProcess.freePort());
  const { status } = await firstAnswer(served, requests()());
  if (status !== 200) throw new Error(`${program.target} answered ${status}.`);
  return served;
}

function rowsOf(results: ReadonlyMap<WarmCase, readonly LoadResult[]>): readonly WarmRow[] {
  const middle = (wanted: string, figure: keyof LoadResult) => {
    const [, measured = []] = [...results].find(([{ name }]) => name === wanted) ?? [];
    return median(measured.map((result) => result[figure]));
  };
  return Array.from(results.keys(), ({ name, comparedWith }) => ({
    name,
    comparedWith,
    ratio: middle(name, 'requestsPerSecond') / middle(comparedWith, 'requestsPerSecond'),
    processorRatio: middle(name, 'processorMicroseconds') / middle(comparedWith, 'processorMicroseconds'),
    requestsPerSecond: middle(name, 'requestsPerSecond'),
    processorMicroseconds: middle(name, 'processorMicroseconds'),
    medianMilliseconds: middle(name, 'medianMilliseconds'),
    slowMilliseconds: middle(name, 'slowMilliseconds'),
  }));
}
