import { SECOND } from '../../functions/src/domain/shared/clock.ts';
import { replaceEnvironment } from '../../functions/src/infra/environment.ts';

export * from '../../functions/src/index.ts';

// a Twilio that hangs costs real time: the deployed functions wait longer for it
replaceEnvironment({ twilioTimeout: SECOND });
