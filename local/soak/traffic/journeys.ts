import type { Dice } from '../dice.ts';
import type { LocalWorld } from '../../world/local-world.ts';
import type { AppAndChat } from './app-and-chat.ts';

/** Those who travel. */
export interface Travellers {
  /** Those whose account is deleted are replaced. */
  readonly users: string[];
  /** Users whose account was deleted. */
  readonly deleted: string[];
  readonly phones: readonly string[];
  readonly world: LocalWorld;
  readonly appAndChat: AppAndChat;
  readonly dice: Dice;
}

type Journey = (travellers: Travellers) => Promise<void>;

/** What people do with their link, by name. One that fails half way is part of it. */
export const journeys: Readonly<Record<string, Journey>> = {
  'link or move': async ({ users, phones, dice, appAndChat }) => {
    await appAndChat.link({ userId: dice.pick(users), phone: dice.pick(phones) });
  },
  'two users race for one phone': async ({ users, phones, dice, appAndChat }) => {
    const phone = dice.pick(phones);
    await appAndChat.unlinkByChat(phone);
    const claims = await Promise.all(users.map((userId) => appAndChat.claim({ userId, phone })));
    const made = claims.filter((claimed) => claimed !== null);
    await Promise.all(made.map((claimed) => appAndChat.confirm(claimed)));
  },
  'one user confirms twice at once': async ({ users, phones, dice, appAndChat }) => {
    const claimed = await appAndChat.claim({ userId: dice.pick(users), phone: dice.pick(phones) });
    if (claimed !== null) await Promise.all([appAndChat.confirm(claimed), appAndChat.confirm(claimed)]);
  },
  'claim, then say NO': async ({ users, phones, dice, appAndChat }) => {
    const phone = dice.pick(phones);
    await appAndChat.claim({ userId: dice.pick(users), phone });
    await appAndChat.say(phone, 'NO');
  },
  'claim, then cancel': async ({ users, phones, dice, appAndChat }) => {
    const claimed = await appAndChat.claim({ userId: dice.pick(users), phone: dice.pick(phones) });
    if (claimed !== null) await appAndChat.cancel(claimed);
  },
  'unlink in the app': async ({ users, dice, appAndChat }) => {
    await appAndChat.unlinkInApp(dice.pick(users));
  },
  'unlink by chat': async ({ phones, dice, appAndChat }) => {
    await appAndChat.unlinkByChat(dice.pick(phones));
  },
  stop: async ({ phones, dice, appAndChat }) => {
    await appAndChat.stop(dice.pick(phones));
  },
  'stop and start': async ({ phones, dice, appAndChat }) => {
    const phone = dice.pick(phones);
    await appAndChat.stop(phone);
    await appAndChat.resume(phone);
  },
  start: async ({ phones, dice, appAndChat }) => {
    for (const phone of phones) if (dice.happens(0.5)) await appAndChat.resume(phone);
  },
  'an account is deleted, and a new one links': async ({
    users,
    deleted,
    phones,
    dice,
    world,
    appAndChat,
  }) => {
    const user = dice.pick(users);
    deleted.push(user);
    const successor = `${user.replace(/-\d+$/u, '')}-${deleted.length}`;
    users.splice(users.indexOf(user), 1, successor);
    appAndChat.signIn(user);
    world.auth.deleteUser(user);
    await appAndChat.link({ userId: successor, phone: dice.pick(phones) });
  },
  'a phone shows another business-scoped id': async ({ phones, dice, world }) => {
    const ExternalUserId = `whatsapp:US.${Math.floor(dice.between(1e9, 1e10))}`;
    await world.simulator.receive({ From: dice.pick(phones), Body: 'STATUS', ExternalUserId });
  },
};
