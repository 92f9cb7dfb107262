import { describe, expect, it } from 'vitest';
import { ReplyTexts } from '../../src/domain/messaging/reply-texts.ts';
import { twiml } from '../../src/infra/twilio/twiml.ts';
import { LinkingWorld } from '../app/support/linking-world.ts';

const MARKUP =
  '</Message></Response><Response><Redirect>https://evil.example</Redirect>&x;]]>\r\n\u0000\ud800';
const ONE_MESSAGE =
  /^<\?xml version="1\.0" encoding="UTF-8"\?><Response><Message>[^<>]*<\/Message><\/Response>$/u;

describe('markup in an answer', () => {
  it.each([
    ['the product’s name', MARKUP, null],
    ['the masked account', 'Demo', `a•••@${MARKUP}`],
  ])('of %s stays text', (_, productName, maskedAccount) => {
    const texts = new ReplyTexts({ productName, linkPageUrl: 'https://app.example.com/link?a=1&b=<2>' });
    const claimed = {
      kind: 'link-claimed',
      language: 'en',
      requestId: 'x',
      maskedAccount,
      confirmationNumber: '123456',
    } as const;
    const language = 'ar';
    for (const reply of [
      claimed,
      { ...claimed, language },
      { kind: 'help-not-linked', language },
      { kind: 'number-taken', language },
    ] as const) {
      const answer = twiml(texts.textOf(reply));
      expect(answer).toMatch(ONE_MESSAGE);
      expect(answer).not.toMatch(/&(?!(amp|lt|gt|#xD);)|[\p{Surrogate}]/u);
      expect(answer).not.toContain('\u0000');
    }
  });
});

describe('what a person writes', () => {
  const FORGED = 'forged-7f3a';
  const texts = [
    `hi\n{"severity":"CRITICAL","message":"${FORGED}"}`,
    `\r\n${FORGED}\u2028\u001b[2J\u001b[31m`,
    `","message":"${FORGED}","x":"`,
    `LINK ZZZZ-ZZZZ\n${FORGED}`,
  ];

  it('never reaches the log or an answer, from a stranger or from a linked person', async () => {
    const world = await LinkingWorld.create({ parameters: { LOG_LEVEL: 'debug' } });
    await world.link('ada', 'whatsapp:+15551110001');
    world.logLines.length = 0;
    const answers: (string | null)[] = [];
    for (const text of texts) {
      for (const from of ['whatsapp:+15551110001', 'whatsapp:+15551110009']) {
        answers.push((await world.receive(from, text, { profileName: text })).replyText);
      }
    }
    expect(world.logLines.length).toBeGreaterThan(texts.length);
    expect(answers.join()).not.toContain(FORGED);
    for (const line of world.logLines) {
      expect(line).not.toMatch(new RegExp(`${FORGED}|[\n\r\u2028\u001b]`));
      expect(JSON.parse(line)).toMatchObject({ severity: expect.stringMatching(/^(DEBUG|INFO)$/) as string });
    }
  });
});
