import { beforeEach, describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../src/domain/linking/link-code.ts';
import type { Language } from '../../src/domain/shared/language.ts';
import { ADA_PHONE, aMessageSid, LinkingWorld } from './support/linking-world.ts';

const GERMAN_PHONE = 'whatsapp:+4915112345678';
const UNKNOWN_CODE = 'LINK ZZZZ-ZZZZ';

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
});

async function textFor(from: string, body: string, sid = aMessageSid()): Promise<string | null> {
  return (await world.receive(from, body, { sid })).replyText;
}

async function link(from: string, language: Language): Promise<void> {
  const { code, requestId } = await world.start('ada', language);
  const asked = await textFor(from, formatLinkMessage(code));
  await world.confirm('ada', requestId, /\d{6}/.exec(asked ?? '')?.[0] ?? '');
  await world.settle();
}

const [mapping, request] = ['whatsapp_user_mappings', 'whatsapp_link_requests'];
const onlyOne = (collection: string) => [...world.documents(collection).values()][0];

describe('somebody of whom only the number is known', () => {
  it('is answered in the language of its country, from the first word to the announcement of the link', async () => {
    expect(await textFor(GERMAN_PHONE, 'Hallo')).toMatch(/^Bitte verknüpfen Sie Ihr Konto/);
    await world.link('ada', GERMAN_PHONE);
    await world.settle();
    await world.module.unlink.execute({ userId: 'ada' });
    await world.settle();
    expect(world.twilio.textsTo(GERMAN_PHONE)).toEqual([
      'Konto verknüpft!',
      expect.stringMatching(/^Ihr Konto bei Demo ist nicht mehr/),
    ]);
  });
});

describe('a person whose app has told its language', () => {
  it('is asked in it, agrees in it and is spoken to in it while the link lasts', async () => {
    await link(ADA_PHONE, 'fr');
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Compte associé\u00a0!']);
    expect([onlyOne(request)?.['language'], onlyOne(mapping)]).toMatchObject([
      'fr',
      {
        language: 'fr',
        consent: {
          statement:
            'Demo souhaite associer ce numéro. Pour accepter, saisissez les six chiffres dans l’application.',
        },
      },
    ]);
    expect(await textFor(ADA_PHONE, 'STATUS')).toMatch(/^Ce numéro est associé/);
    expect(await textFor(ADA_PHONE, 'UNLINK')).toMatch(/^C’est fait/);
    expect(await textFor(ADA_PHONE, 'STATUS')).toMatch(/^This number is not linked/);
  });

  it('is spoken to in it while the digits are awaited', async () => {
    const { code } = await world.start('ada', 'es');
    expect(await textFor(ADA_PHONE, formatLinkMessage(code))).toMatch(/quiere vincular este número/);
    expect(await textFor(ADA_PHONE, 'hi')).toMatch(/^Ya casi está/);
    expect(await textFor(ADA_PHONE, 'NO')).toMatch(/^Gracias/);
  });

  it('reads the same answer to a command that comes again, whatever has changed meanwhile', async () => {
    await link(ADA_PHONE, 'pt');
    const sids = { STATUS: aMessageSid(), UNLINK: aMessageSid() };
    const answers = [
      await textFor(ADA_PHONE, 'STATUS', sids.STATUS),
      await textFor(ADA_PHONE, 'UNLINK', sids.UNLINK),
    ];
    const again = [
      await textFor(ADA_PHONE, 'STATUS', sids.STATUS),
      await textFor(ADA_PHONE, 'UNLINK', sids.UNLINK),
    ];
    expect(again).toEqual(answers);
    expect(answers.join()).toMatch(/Este número está vinculado.*Pronto/);
  });

  it('is not taken for whoever holds a suspended number', async () => {
    await link(ADA_PHONE, 'fr');
    await world.setMappingState('suspended');
    expect(await textFor(ADA_PHONE, 'hello')).toMatch(/^The link of this number is on hold/);
  });
});

describe('a code of an app in another language', () => {
  it('is to a stranger as any other, once somebody has claimed it', async () => {
    const { code } = await world.start('ada', 'fr');
    await textFor(ADA_PHONE, formatLinkMessage(code));
    const stranger = 'whatsapp:+15551110009';
    const [refused, unknown] = [
      await textFor(stranger, formatLinkMessage(code)),
      await textFor(stranger, UNKNOWN_CODE),
    ];
    expect(refused).toBe(unknown);
    expect(refused).toMatch(/^This code is unknown/);
  });

  it('is answered in the first language where neither the app’s nor the country’s may be spoken', async () => {
    await world.deploy({ parameters: { REPLY_LANGUAGES: 'ar,en' } });
    const { code } = await world.start('ada', 'fr');
    expect(await textFor(GERMAN_PHONE, formatLinkMessage(code))).toMatch(/^وصل طلب من \u2068Demo\u2069/);
  });
});

it('says what the product would rather say', async () => {
  const texts = { en: { 'account-linked': 'Welcome!' } };
  await world.deploy({ parameters: { REPLY_TEXTS: JSON.stringify(texts) } });
  await link(ADA_PHONE, 'en');
  expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Welcome!']);
});
