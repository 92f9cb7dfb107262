import { z } from 'zod';
import type { GrantedToken } from './access-tokens.ts';
import { FirestoreCallError } from './firestore-call-error.ts';
import type { RestConnection } from './rest-connection.ts';

const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number() });

const METADATA_TOKEN = {
  method: 'GET',
  path: '/computeMetadata/v1/instance/service-accounts/default/token',
  headers: { 'metadata-flavor': 'Google' },
} as const;

/** The service account of the instance: https://cloud.google.com/run/docs/container-contract#metadata-server */
export async function metadataToken(metadataServer: RestConnection): Promise<GrantedToken> {
  const { status, body } = await metadataServer.send(METADATA_TOKEN);
  // its 404 must not pass for a document that is missing
  if (status !== 200) throw new FirestoreCallError('UNAVAILABLE');
  return granted(JSON.parse(body));
}

/** Whoever works at a machine outside Google Cloud: https://cloud.google.com/docs/authentication/application-default-credentials */
export async function applicationDefaultToken(): Promise<GrantedToken> {
  const { applicationDefault } = await import('firebase-admin/app');
  return granted(await applicationDefault().getAccessToken());
}

function granted(answer: unknown): GrantedToken {
  const { access_token: token, expires_in: expiresInSeconds } = tokenSchema.parse(answer);
  return { token, expiresInSeconds };
}
