import { FIREBASE_TOOLS } from '../../scripts/firebase-cli.ts';
import { setSecretCommand } from '../../scripts/set-secret-command.ts';
import type { Settings } from '../admin/settings.ts';

type World = Pick<Settings, 'project'>;

export function deploy({ project }: World): string {
  return `npm run deploy -- --project ${project}`;
}

export function deployIndexes({ project }: World): string {
  return `npx ${FIREBASE_TOOLS} deploy --only firestore:indexes --project ${project}`;
}

export function setParameter({ project }: World, name: string, value = '…'): string {
  return `echo '${name}=${value}' >> functions/.env.${project}, then ${deploy({ project })}`;
}

export function setSecret({ project }: World, name: string): string {
  return setSecretCommand(name, project);
}

export function showLog({ project }: World, functionName: string): string {
  return `npx ${FIREBASE_TOOLS} functions:log --only ${functionName} --project ${project}`;
}
