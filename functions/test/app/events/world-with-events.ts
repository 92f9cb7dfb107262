import { LinkingWorld, type LinkingWorldOptions } from '../support/linking-world.ts';

/** A world whose product wants to know of these events. */
export function worldWithEvents(
  events: string,
  { parameters, ...options }: LinkingWorldOptions = {},
): Promise<LinkingWorld> {
  return LinkingWorld.create({
    ...options,
    parameters: {
      MESSAGE_PROCESSOR: 'forward',
      FORWARD_URL: 'https://app.example.com/whatsapp',
      FORWARD_SIGNING_SECRET: `whsec_${Buffer.from('signing-secret-of-the-tests-0123').toString('base64')}`,
      FORWARD_EVENTS: events,
      ...parameters,
    },
  });
}
