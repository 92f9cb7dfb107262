import { randomUUID } from 'node:crypto';
import { unsignedToken } from '../../local/auth/unsigned-token.ts';
import type { ServedAnswer, ServedRequest } from '../served/first-answer.ts';
import type { BenchWorld } from './bench-world.ts';
import type { Person } from './person.ts';
import { inboundForm, signedRequest } from './twilio-request.ts';

/** A request that a function has not had yet, and how its answer is known to be the right one. */
export interface FirstRequest {
  readonly sent: ServedRequest;
  readonly isRight: (answer: ServedAnswer) => boolean;
}

export interface MeasuredFunction {
  readonly name: string;
  readonly signature: 'http' | 'cloudevent';
  /** Brings about, in the backends, what the request is about. */
  readonly prepare: (world: BenchWorld) => Promise<FirstRequest>;
}

/** What hello-world answers, for comparison. */
export const helloRequest: FirstRequest = {
  sent: { method: 'GET', headers: {}, body: '' },
  isRight: ({ status, body }) => status === 200 && body === 'hello',
};

export function inbound(world: BenchWorld, phone: string): FirstRequest {
  const form = inboundForm(phone, 'Is my order on its way?');
  return {
    sent: signedRequest(world, { functionName: 'twilioWebhook', form }),
    isRight: ({ status, body }) => status === 200 && body.includes('<Response'),
  };
}

export function http(name: string, prepare: MeasuredFunction['prepare']): MeasuredFunction {
  return { name, signature: 'http', prepare };
}

interface Call {
  readonly person: Person;
  readonly data: unknown;
  /** A part of the answer. */
  readonly expects: string;
}

export function callable(name: string, call: (world: BenchWorld) => Promise<Call>): MeasuredFunction {
  return http(name, async (world) => {
    const { person, data, expects } = await call(world);
    return {
      sent: json({ data }, { authorization: `Bearer ${person.idToken}` }),
      isRight: ({ status, body }) => status === 200 && body.includes(expects),
    };
  });
}

export function task(name: string, dataOf: (world: BenchWorld) => Promise<unknown>): MeasuredFunction {
  return http(name, async (world) => ({
    sent: json(
      { data: await dataOf(world) },
      {
        authorization: `Bearer ${unsignedToken({ sub: 'tasks', email: 'tasks@example.com' })}`,
        'x-cloudtasks-queuename': name,
        'x-cloudtasks-taskname': randomUUID(),
      },
    ),
    isRight: ({ status }) => status === 204,
  }));
}

export function trigger(name: string, cause: (world: BenchWorld) => Promise<void>): MeasuredFunction {
  const prepare = async (world: BenchWorld): Promise<FirstRequest> => {
    await cause(world);
    await world.settled();
    const { headers, body } = world.events.take(name);
    return {
      sent: { method: 'POST', headers, body },
      isRight: ({ status }) => status === 204 || status === 200,
    };
  };
  return { name, signature: 'cloudevent', prepare };
}

export function scheduled(): FirstRequest {
  return { sent: json({}, { 'x-cloudscheduler': 'true' }), isRight: ({ status }) => status === 200 };
}

function json(content: unknown, headers: Readonly<Record<string, string>>): ServedRequest {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(content),
  };
}
