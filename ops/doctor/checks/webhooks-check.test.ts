import { onTestFinished, expect, it } from 'vitest';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { HttpListener } from '../../../local/world/http-listener.ts';
import { Settings } from '../../admin/settings.ts';
import type { Patient } from '../check.ts';
import { webhooksCheck } from './webhooks-check.ts';

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const xml = { 'content-type': 'text/xml; charset=utf-8' };
const html = { 'content-type': 'text/html' };

/** What the check says of webhooks that answer to requests with and without a signature. */
async function findingsOn(unsigned: Answer, signed: Answer) {
  const listener = await HttpListener.start({ host: '127.0.0.1', port: 0 }, (request, response) => {
    request.resume();
    const { status, headers } = request.headers['x-twilio-signature'] === undefined ? unsigned : signed;
    response.writeHead(status, headers).end();
  });
  onTestFinished(() => listener.stop());
  const settings = Settings.load({
    environment: {
      TWILIO_ACCOUNT_SID: localIdentity.accountSid,
      TWILIO_SENDER: localIdentity.sender,
      TWILIO_AUTH_TOKENS: localIdentity.authToken,
      PUBLIC_BASE_URL: listener.url,
    },
    functionsDirectory: 'none',
    local: false,
    project: 'acme',
  });
  // the check asks for nothing else
  return await webhooksCheck.examine({ settings } as Patient);
}

const refused = { status: 403, headers: xml };
const malformed = { status: 400, headers: xml };

it('finds nothing where a signature makes the difference', async () => {
  expect(await findingsOn(refused, malformed)).toEqual([]);
});

it.each([
  [
    { status: 503, headers: { ...xml, 'linkline-maintenance': 'on' } },
    malformed,
    'maintenance',
    'MAINTENANCE=false',
  ],
  [{ status: 404, headers: html }, malformed, 'not what answers', 'PUBLIC_BASE_URL'],
  [{ status: 403, headers: html }, malformed, 'may not be called by everybody', 'roles/run.invoker'],
  [{ status: 500, headers: xml }, malformed, 'answers 500', 'functions:log --only twilioWebhook'],
  [{ status: 200, headers: xml }, malformed, 'answers 200', 'functions:log'],
  [refused, refused, 'refuses what a token', 'npm run deploy'],
  [refused, { status: 200, headers: xml }, 'refuses what a token', 'npm run deploy'],
])('tells from the answers %j and %j that something is wrong', async (unsigned, signed, problem, fix) => {
  expect(await findingsOn(unsigned, signed)).toEqual([
    {
      state: 'wrong',
      problem: expect.stringMatching(new RegExp(`^twilioWebhook, twilioStatus: .*${problem}`)),
      fix: expect.stringContaining(fix),
    },
  ]);
});
