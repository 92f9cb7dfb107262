import { LocalAuth } from '../../../../local/auth/local-auth.ts';
import { LocalClock } from '../../../../local/world/local-clock.ts';
import { SECOND } from '../../../src/domain/shared/clock.ts';
import { PROJECT } from '../../support/test-configuration.ts';
import { revokedTokensContract, type AuthServer } from './revoked-tokens-contract.ts';

revokedTokensContract('the local Auth', async (): Promise<AuthServer> => {
  const clock = new LocalClock();
  const local = await LocalAuth.start({ project: PROJECT, clock });
  return {
    address: local.address,
    clock,
    signIn: async (uid) => local.signIn({ uid, name: uid, email: `${uid}@example.com` }).idToken,
    nextSecond: async () => clock.advance(SECOND),
    stop: () => local.stop(),
  };
});
