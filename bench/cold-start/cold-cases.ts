import { parameters } from '../../functions/src/infra/config/parameters.ts';
import type { Variables } from '../../local/world/local-environment.ts';
import type { Programs } from '../programs/programs.ts';
import type { ServedProgram } from '../served/served-process.ts';
import type { BenchWorld } from '../world/bench-world.ts';
import { helloRequest, type FirstRequest, type MeasuredFunction } from '../world/first-request.ts';
import { measuredFunctions } from '../world/measured-functions.ts';

export interface ColdCase {
  readonly name: string;
  readonly group: 'base' | 'function' | 'variant';
  readonly program: ServedProgram;
  readonly prepare: (world: BenchWorld) => Promise<FirstRequest>;
}

export const BASE = 'hello-world, `main` index.js';
export const SERVER_CLIENT = 'twilioWebhook, server client';

const serverClient: Variables = { [parameters.webhookFirestoreClient.name]: 'sdk' };

export async function coldCases(programs: Programs, { variables }: BenchWorld): Promise<readonly ColdCase[]> {
  const deployed = await programs.deployed();
  const served = (measured: MeasuredFunction): ColdCase => ({
    name: measured.name,
    group: 'function',
    program: {
      directory: deployed,
      target: measured.name,
      signature: measured.signature,
      environment: variables,
    },
    prepare: measured.prepare,
  });
  const webhook = measuredFunctions.find(({ name }) => name === 'twilioWebhook');
  if (webhook === undefined) throw new Error('The webhook is no longer among the functions.');
  const variant = (name: string, directory: string): ColdCase => {
    const { program, prepare } = served(webhook);
    const environment = { ...program.environment, ...serverClient };
    return { name, group: 'variant', program: { ...program, directory, environment }, prepare };
  };
  return [
    hello(BASE, await programs.hello('js')),
    hello('hello-world, `main` index.cjs', await programs.hello('cjs')),
    ...measuredFunctions.map(served),
    variant(SERVER_CLIENT, deployed),
    variant('the same, no compile cache', await programs.withoutCompileCache()),
    variant('the same, no logger', await programs.withoutLogger()),
    variant('the same, logging-winston as documented', await programs.withUsualLogger()),
    variant('the same, nothing left out of packages', await programs.withWholePackages()),
  ];
}

function hello(name: string, directory: string): ColdCase {
  const program = { directory, target: 'hello', signature: 'http', environment: {} } as const;
  return { name, group: 'base', program, prepare: async () => helloRequest };
}
