import { AnnounceLinkedAccountUseCase } from '../../app/linking/announce-linked-account-use-case.ts';
import { CancelLinkUseCase } from '../../app/linking/cancel-link-use-case.ts';
import { ClaimLinkUseCase } from '../../app/linking/claim-link-use-case.ts';
import { LinkAccountUseCase } from '../../app/linking/link-account-use-case.ts';
import { LinkEstablishment } from '../../app/linking/link-establishment.ts';
import { LinkNotices } from '../../app/linking/link-notices.ts';
import { StartLinkUseCase } from '../../app/linking/start-link-use-case.ts';
import { UnlinkUseCase } from '../../app/linking/unlink-use-case.ts';
import { AutomaticReplies } from '../../app/receiving/automatic-replies.ts';
import { IdentityCheck } from '../../app/receiving/identity-check.ts';
import { OptOut } from '../../app/receiving/opt-out.ts';
import { ReceiveMessageUseCase } from '../../app/receiving/receive-message-use-case.ts';
import { SenderLookup } from '../../app/receiving/sender-lookup.ts';
import { LinkRules } from '../../domain/linking/link-rules.ts';
import { ReplyLanguages } from '../../domain/replies/reply-languages.ts';
import { ReplyTexts } from '../../domain/messaging/reply-texts.ts';
import { HmacAddressKeys } from '../cryptography/hmac-address-keys.ts';
import { HmacLinkCryptography } from '../cryptography/hmac-link-cryptography.ts';
import { HmacUserKeys } from '../cryptography/hmac-user-keys.ts';
import { productEvents, type Foundation } from './foundation.ts';
import type { OutsideWorld } from './outside-world.ts';

/** Linking, and receiving what people send: the webhook does both. */
export function linkingUseCases(
  foundation: Foundation,
  { transactions, webhookTransactions, census }: OutsideWorld,
) {
  const { config, environment, logger } = foundation;
  const { clock, random } = environment;
  const keys = new HmacAddressKeys({ keys: config.keys.addressKeys });
  const cryptography = new HmacLinkCryptography({ key: config.keys.linkCodeKey, random });
  const userKeys = new HmacUserKeys({ keys: config.keys.addressKeys });
  const rules = new LinkRules({ config: config.link, logger });
  const texts = new ReplyTexts({ ...config.link, overrides: config.replies.texts });
  const languages = new ReplyLanguages(config.replies);
  const notices = new LinkNotices({ texts, languages });
  const events = productEvents(foundation);
  const establishment = new LinkEstablishment({ rules, keys, notices, events, texts, languages });
  const replies = new AutomaticReplies({ config: config.link, cryptography, languages });
  const lookup = new SenderLookup({ keys, cryptography });
  const identityCheck = new IdentityCheck({ keys, lookup, census, events, config: config.link });
  const optOut = new OptOut({ keys, replies, events });
  const claimLink = new ClaimLinkUseCase({
    keys,
    config: config.link,
    rules,
    cryptography,
    replies,
    languages,
    establishment,
  });
  const base = { transactions, clock, logger };
  const receiving = {
    ...base,
    keys,
    lookup,
    identityCheck,
    replies,
    claimLink,
    optOut,
    texts,
    languages,
    events,
  };
  return {
    startLink: new StartLinkUseCase({ ...base, cryptography, userKeys, rules }),
    linkAccount: new LinkAccountUseCase({ ...base, cryptography, keys, rules, establishment }),
    cancelLink: new CancelLinkUseCase(base),
    unlink: new UnlinkUseCase({ ...base, keys, notices, events }),
    announceLinkedAccount: new AnnounceLinkedAccountUseCase({ ...base, notices }),
    receiveMessage: new ReceiveMessageUseCase({
      ...receiving,
      transactions: webhookTransactions ?? transactions,
    }),
    receiveLateMessage: new ReceiveMessageUseCase(receiving),
  };
}
