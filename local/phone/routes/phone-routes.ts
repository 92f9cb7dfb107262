import { InvalidRequestError } from '../../twilio/invalid-request-error.ts';
import type { PageWorld, PhoneNetwork } from '../page-world.ts';
import { BadRequestError } from './bad-request-error.ts';
import { answerJson, readTexts } from './json-body.ts';
import type { Route } from './route.ts';

export function phoneRoutes({ simulator }: PageWorld): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/phone/send',
      async handle(request, response) {
        const { from, body } = await readTexts(request, 'from', 'body');
        const { messageSid, status } = await receive(simulator, from, body);
        answerJson(response, 200, { messageSid, status });
      },
    },
    {
      method: 'POST',
      path: '/phone/read',
      async handle(request, response) {
        const { to } = await readTexts(request, 'to');
        simulator.read(to);
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

async function receive(simulator: PhoneNetwork, from: string, body: string) {
  try {
    return await simulator.receive({ From: from, Body: body });
  } catch (error) {
    throw error instanceof InvalidRequestError ? new BadRequestError(error.message) : error;
  }
}
