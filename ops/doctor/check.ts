import type { Clock } from '../../functions/src/domain/shared/clock.ts';
import type { Connection } from '../admin/connection.ts';
import type { Settings } from '../admin/settings.ts';
import type { Finding } from './finding.ts';
import type { ProjectAdministration } from './google/project-administration.ts';
import type { SecretState } from './google/read-secrets.ts';
import type { InboundSide } from './twilio/inbound-side.ts';
import type { TwilioAccount } from './twilio/twilio-account.ts';

/** What the checks look at. */
export interface Patient {
  /** With the secrets of the project, as far as they could be read. */
  readonly settings: Settings;
  readonly secrets: ReadonlyMap<string, SecretState>;
  readonly administration: ProjectAdministration;
  /** Throws `UnusableError` where the settings do not say which account. */
  twilio(): TwilioAccount;
  /** Asked for once. Throws `CannotTellError` and `UnusableError`. */
  inboundSide(): Promise<InboundSide>;
  /** The database, for whoever closes it again. Throws `UnusableError` where it does not answer. */
  connect(): Promise<Connection>;
  readonly clock: Clock;
}

export interface Check {
  /** In kebab-case: stable, for programs. */
  readonly name: string;
  readonly title: string;
  /** Returns nothing where all is well. Throws `CannotTellError` and `UnusableError`. */
  examine(patient: Patient): Promise<readonly Finding[]> | readonly Finding[];
}
