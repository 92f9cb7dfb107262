import type {
  LinkingRepositories,
  LinkingTransactions,
} from '../../functions/src/domain/linking/linking-repositories.ts';
import type { UserMapping } from '../../functions/src/domain/linking/user-mapping.ts';
import { readAppConfig } from '../../functions/src/infra/config/read-app-config.ts';
import { currentEnvironment } from '../../functions/src/infra/environment.ts';
import { leaveDomain } from '../../functions/src/infra/functions/leave-domain.ts';
import { WhatsAppModule } from '../../functions/src/infra/whatsapp-module.ts';

/** Everybody is linked, and what is stored is gone. */
const mapping: UserMapping = {
  addressKey: 'bench',
  userId: 'user-1',
  language: null,
  address: { kind: 'phone', value: 'whatsapp:+15550000001' },
  otherAddress: null,
  profileName: 'Ada',
  linkId: null,
  state: 'active',
  linkedAt: 0,
  lastInboundAt: Date.now(),
  nextMessageNumber: 1,
  optedOut: false,
  optOutHintAt: null,
  outbox: [],
  failedDeliveries: 0,
  consent: null,
  identitySeen: null,
  heldSince: null,
};

// all that a text of a linked person needs
const repositories = {
  mappings: { findByAddress: async () => mapping, save() {} },
  inbound: { create() {} },
} as unknown as LinkingRepositories;

const transactions: LinkingTransactions = { run: async (_operation, work) => work(repositories) };

let module: Promise<WhatsAppModule> | undefined;

/** In place of the module that stores in Firestore. */
export function startedModule(): Promise<WhatsAppModule> {
  leaveDomain();
  module ??= WhatsAppModule.create(readAppConfig(), currentEnvironment(), (world) => ({
    ...world,
    transactions,
    webhookTransactions: transactions,
  }));
  return module;
}
