import { getFirestore } from 'firebase-admin/firestore';
import type { ProductBackend } from '../../../../local/product/product-backend.ts';
import { CallFailedError } from '../../../../local/world/call-function.ts';
import { letPass } from '../../../../local/world/let-pass.ts';
import type { LocalWorld } from '../../../../local/world/local-world.ts';
import { settle } from '../../../../local/world/settle.ts';
import { runCommandLine } from '../../../../ops/admin/testing/admin-world.ts';
import { DAY, MINUTE } from '../../../src/domain/shared/clock.ts';
import { breakCommitAfter } from './break-commit-after.ts';
import type { Exposures } from './exposures.ts';
import { digitsIn, Person } from './person.ts';
import type { PlantedValues } from './planted-values.ts';
import { ID, NEWS, NEXT_ID, PHONE, PROFILE_NAME, TEMPLATE, TEXT, VARIABLE } from './private-values.ts';

export const CALLS_PER_MINUTE = 8;
export const REPROOF_AFTER_DAYS = 30;

interface EventfulLifeOptions {
  readonly world: LocalWorld;
  readonly product: ProductBackend;
  /** Takes what is private and known only as it happens. */
  readonly planted: PlantedValues;
  /** Takes what apps and operators are told. */
  readonly exposures: Exposures;
}

/** Everything that can happen to a person with Linkline, and on the way everything that can fail. */
export class EventfulLife {
  readonly #world: LocalWorld;
  readonly #product: ProductBackend;
  readonly #planted: PlantedValues;
  readonly #exposures: Exposures;
  readonly #ada: Person;
  readonly #hidden: Person;
  readonly #next: Person;

  constructor({ world, product, planted, exposures }: EventfulLifeOptions) {
    const phone = { From: `whatsapp:${PHONE}`, ProfileName: PROFILE_NAME };
    this.#world = world;
    this.#product = product;
    this.#planted = planted;
    this.#exposures = exposures;
    this.#ada = new Person(world, 'ada', { ...phone, ExternalUserId: `whatsapp:${ID}` });
    this.#hidden = new Person(world, 'ada', { From: `whatsapp:${ID}`, ProfileName: PROFILE_NAME });
    this.#next = new Person(world, 'ada', { ...phone, ExternalUserId: `whatsapp:${NEXT_ID}` });
  }

  async live(): Promise<void> {
    await this.#linkWithFailures();
    await this.#converse();
    await this.#talkAndComeBack();
    await this.#changeHands();
    await this.#stayAwayForLong();
    await this.#moveAway();
    await this.#callWrongly();
    await this.#deleteAccount();
    await this.#breakEverything();
    await this.#operate();
  }

  async #linkWithFailures(): Promise<void> {
    const ada = this.#ada;
    await ada.text(TEXT);
    const { requestId, code } = await ada.start();
    const claim = { requestId, confirmationNumber: digitsIn(await ada.text(code)) };
    this.#planted.plant(code, code.replace('LINK ', ''), claim.confirmationNumber);
    await this.#isRefused(ada.call('confirmLink', { ...claim, confirmationNumber: '000000' }));
    await this.#isRefused(new Person(this.#world, 'grace', {}).call('confirmLink', claim));
    await this.#isRefused(ada.call('confirmLink', { requestId: PHONE, confirmationNumber: TEXT }));
    this.#world.simulator.faults.inject({ create: 'reset-before' });
    breakCommitAfter(this.#world, 'whatsapp_user_mappings', 'before');
    await ada.call('confirmLink', claim);
    await letPass(this.#world, 20 * MINUTE);
  }

  async #converse(): Promise<void> {
    const { faults } = this.#world.simulator;
    this.#product.faults.inject({ kind: 'down' }, { kind: 'status', status: 500 }, { kind: 'garbage' });
    await this.#ada.text(TEXT);
    for (const create of ['garbled', 'throttle', 'reset-before'] as const) faults.inject({ create });
    faults.inject({ asyncError: 63_016 });
    await this.#send('news-of-the-day', { body: NEWS, fallback_template: TEMPLATE });
    await this.#send('template-of-the-day', { template: TEMPLATE });
    await this.#send('news-with-mistakes', { body: NEWS, [VARIABLE]: NEWS });
    this.#breakAfterTwilioTook();
    await letPass(this.#world, 20 * MINUTE);
  }

  /** The answer to the next message is not stored: until its task has failed nothing is, whoever writes first. */
  #breakAfterTwilioTook(): void {
    const { simulator, firestore, activity } = this.#world;
    const stop = simulator.onMessage(({ via }) => {
      if (via !== 'api') return;
      stop();
      const mend = firestore.faults.inject({
        method: 'commit',
        when: 'before',
        code: 'DATA_LOSS',
        times: 100,
      });
      const unsubscribe = activity.subscribe((entry) => {
        if (entry.kind !== 'log' || entry.event !== 'task-failed') return;
        unsubscribe();
        mend();
      });
    });
  }

  async #talkAndComeBack(): Promise<void> {
    for (const word of [TEXT, 'STATUS', 'HELP', 'STOP', TEXT, 'START']) await this.#hidden.text(word);
    await this.#hidden.text('LINK ZZZZ-ZZZZ');
    await this.#ada.call('unlink');
    this.#world.simulator.faults.inject({ create: 'error', code: 21_211 });
    await this.#ada.link();
  }

  async #changeHands(): Promise<void> {
    this.#product.faults.keep({ kind: 'down' });
    await this.#next.text(TEXT);
    await this.#send('news-for-nobody', { body: NEWS });
    await settle(this.#world);
    this.#product.faults.keep(null);
    await this.#next.link();
  }

  async #stayAwayForLong(): Promise<void> {
    const longAgo = new Date(this.#world.clock.now() - 2 * REPROOF_AFTER_DAYS * DAY);
    const mappings = await getFirestore().collection('whatsapp_user_mappings').get();
    const changes = { last_inbound_at: longAgo, linked_at: longAgo };
    await Promise.all(mappings.docs.map(({ ref }) => ref.update(changes)));
    await this.#next.text(TEXT);
    await this.#send('news-after-ages', { body: NEWS });
  }

  async #moveAway(): Promise<void> {
    await new Person(this.#world, 'ada', { From: 'whatsapp:+15551110009' }).link();
    await this.#next.text('UNLINK');
  }

  async #callWrongly(): Promise<void> {
    const { auth, clock } = this.#world;
    await this.#isRefused(this.#ada.call('cancelLink', { requestId: TEXT, [PROFILE_NAME]: PHONE }));
    const calls = Array.from({ length: CALLS_PER_MINUTE + 1 }, () => this.#ada.call('unlink', { [TEXT]: 1 }));
    await Promise.all(calls.map((call) => this.#isRefused(call)));
    const { idToken } = this.#world.signIn('ada');
    clock.advance(MINUTE);
    auth.signOutEverywhere('ada');
    await this.#isRefused(this.#world.call('exportMyData', {}, idToken));
  }

  async #deleteAccount(): Promise<void> {
    const { idToken } = this.#world.signIn('ada');
    await this.#world.call('exportMyData', {}, idToken);
    this.#world.auth.deleteUser('ada');
    await settle(this.#world);
    await this.#isRefused(this.#world.call('exportMyData', {}, idToken));
  }

  async #breakEverything(): Promise<void> {
    const { faults } = this.#world.firestore;
    const grace = new Person(this.#world, 'grace', {});
    await this.#ada.send(TEXT, { AccountSid: `AC${'9'.repeat(32)}` });
    await this.#ada.send(TEXT, { From: PHONE });
    faults.inject({ method: 'commit', when: 'before', code: 'DATA_LOSS', times: 100 });
    await this.#ada.send(TEXT);
    await this.#isRefused(grace.call('startLink'));
    faults.clear();
    await getFirestore().doc('whatsapp_links/grace').set({ linked: PHONE, request: TEXT });
    await this.#isRefused(grace.call('startLink'));
    await this.#send('broken-by-hand', { to: PHONE, body: TEXT, user_id: PROFILE_NAME, attempts: [TEXT] });
    await settle(this.#world);
  }

  async #operate(): Promise<void> {
    const { host, port } = this.#world.firestore;
    const environment = { FIRESTORE_EMULATOR_HOST: `${host}:${port}` };
    for (const command of ['mapping show grace', `mapping show ${PHONE}`, `mapping show ${PHONE}x`]) {
      const { exitCode, stderr } = await runCommandLine(`${command} --local`, environment);
      if (exitCode === 0) throw new Error('This command was meant to be refused.');
      this.#exposures.add('error of a command', stderr);
    }
  }

  async #send(id: string, message: Readonly<Record<string, unknown>>): Promise<void> {
    await getFirestore()
      .doc(`whatsapp_outbound_messages/${id}`)
      .create({ user_id: 'ada', ...message });
  }

  async #isRefused(call: Promise<unknown>): Promise<void> {
    const error = await call.then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof CallFailedError)) throw new Error('This call was meant to be refused.');
    const { httpStatus, status, message, details } = error;
    this.#exposures.add('error of a callable', JSON.stringify({ httpStatus, status, message, details }));
  }
}
