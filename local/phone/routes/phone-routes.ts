import { z } from 'zod';
import { InvalidRequestError } from '../../twilio/invalid-request-error.ts';
import { attachmentParameters } from '../attachment-parameters.ts';
import type { PageWorld, PhoneNetwork } from '../page-world.ts';
import type { PhoneIdentities } from '../phone-identities.ts';
import { BadRequestError } from './bad-request-error.ts';
import { answerJson, readBody } from './json-body.ts';
import type { Route } from './route.ts';

const text = z.string().min(1);
const sending = z.union([
  z.strictObject({ from: text, body: text }),
  z.strictObject({ from: text, attachment: z.enum(['picture', 'location']) }),
]);
const reading = z.strictObject({ to: text });

export function phoneRoutes({ simulator }: PageWorld, identities: PhoneIdentities): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/phone/send',
      async handle(request, response) {
        const sent = await readBody(request, sending);
        const parameters = { ...contentOf(sent), ...identities.senderOf(sent.from) };
        const { messageSid, status } = await receive(simulator, parameters);
        answerJson(response, 200, { messageSid, status });
      },
    },
    {
      method: 'POST',
      path: '/phone/read',
      async handle(request, response) {
        const { to } = await readBody(request, reading);
        for (const address of identities.addressesOf(to)) simulator.read(address);
        answerJson(response, 200, {});
      },
    },
    {
      method: 'GET',
      path: '/phone/messages',
      handle(_request, response, url) {
        const address = url.searchParams.get('to');
        if (!address) throw new BadRequestError('Say whose phone: /phone/messages?to=whatsapp:+15551110001');
        answerJson(response, 200, { messages: simulator.messages(address) });
      },
    },
  ];
}

function contentOf(sent: z.output<typeof sending>): Readonly<Record<string, string>> {
  if ('body' in sent) return { Body: sent.body };
  return { Body: '', ...attachmentParameters[sent.attachment] };
}

async function receive(simulator: PhoneNetwork, parameters: Readonly<Record<string, string>>) {
  try {
    return await simulator.receive(parameters);
  } catch (error) {
    throw error instanceof InvalidRequestError ? new BadRequestError(error.message) : error;
  }
}
