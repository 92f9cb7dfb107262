import { setInterval as every } from 'node:timers/promises';
import type { Programs } from '../programs/programs.ts';
import { firstAnswer } from '../served/first-answer.ts';
import { load, type LoadResult } from '../served/load.ts';
import { residentMegabytes } from '../served/process-usage.ts';
import { ServedProcess } from '../served/served-process.ts';
import { slope } from '../statistics.ts';
import { signedTexts } from '../warm/signed-texts.ts';
import type { BenchWorld } from '../world/bench-world.ts';
import { linkedPeople } from '../world/person.ts';

export interface MemorySample {
  readonly minute: number;
  readonly megabytes: number;
}

export interface MemoryRow extends LoadResult {
  readonly minutes: number;
  readonly peakMegabytes: number;
  /** Megabytes a minute, over the second half. */
  readonly growth: number;
  readonly samples: readonly MemorySample[];
}

interface MemoryOptions {
  readonly minutes: number;
  readonly onSample: (sample: MemorySample) => void;
}

/** What one WhatsApp number may receive and send: https://www.twilio.com/docs/whatsapp/api#rate-limiting */
const MESSAGES_A_SECOND = 80;
const CONNECTIONS = 10;
const PEOPLE = 200;
const MINUTE = 60_000;
const BETWEEN_SAMPLES = 5_000;
/** Three quarters of 512 MiB; the rest is for what is not on the heap. */
const HEAP_MEGABYTES = 384;

/** Whether the webhook keeps its size while messages keep coming. */
export async function benchMemory(
  programs: Programs,
  world: BenchWorld,
  { minutes, onSample }: MemoryOptions,
): Promise<MemoryRow> {
  const people = await linkedPeople(world, PEOPLE);
  const phones = people.map(({ phone }) => phone);
  const served = ServedProcess.start(
    {
      directory: await programs.deployed(),
      target: 'twilioWebhook',
      signature: 'http',
      environment: { ...world.variables, LOG_EXECUTION_ID: 'true' },
      nodeOptions: [`--max-old-space-size=${HEAP_MEGABYTES}`],
    },
    await ServedProcess.freePort(),
  );
  const done = new AbortController();
  try {
    const next = signedTexts(world, phones, 0);
    await firstAnswer(served, next());
    const watching = watch(served, onSample, done.signal);
    const result = await load(served, {
      seconds: minutes * 60,
      connections: CONNECTIONS,
      requestsPerSecond: MESSAGES_A_SECOND,
      next,
    });
    done.abort();
    return { ...result, minutes, ...summaryOf(await watching) };
  } finally {
    done.abort();
    await served.stop();
  }
}

async function watch(
  served: ServedProcess,
  onSample: (sample: MemorySample) => void,
  signal: AbortSignal,
): Promise<readonly MemorySample[]> {
  const start = performance.now();
  const samples: MemorySample[] = [];
  try {
    for await (const _ of every(BETWEEN_SAMPLES, undefined, { signal })) {
      const sample = {
        minute: (performance.now() - start) / MINUTE,
        megabytes: residentMegabytes(served.pid),
      };
      samples.push(sample);
      onSample(sample);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return samples;
}

function summaryOf(samples: readonly MemorySample[]) {
  const secondHalf = samples.slice(samples.length >> 1);
  return {
    samples,
    peakMegabytes: Math.max(...samples.map(({ megabytes }) => megabytes)),
    growth: slope(secondHalf.map(({ minute, megabytes }) => ({ x: minute, y: megabytes }))),
  };
}
