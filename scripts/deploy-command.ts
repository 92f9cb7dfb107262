import type { DeployOptions } from './deploy-options.ts';
import { firebaseCli } from './firebase-cli.ts';

/** Without rules: those are of the whole app, and `deploy:rules` alone replaces them. */
const TARGETS = 'functions:linkline,firestore:indexes';

/** Its predeploy hooks check the parameters once more and build. */
export function deployCommand({ project, others }: Pick<DeployOptions, 'project' | 'others'>) {
  return firebaseCli('deploy', '--only', TARGETS, '--project', project, ...others);
}
