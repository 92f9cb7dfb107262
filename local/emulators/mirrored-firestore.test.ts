import { Firestore, Timestamp } from 'firebase-admin/firestore';
import { expect, it, onTestFinished } from 'vitest';
import { EmbeddedFirestore } from '../firestore/embedded-firestore.ts';
import type { Activity } from '../world/activity.ts';
import { localIdentity } from '../world/local-identity.ts';
import { MirroredFirestore } from './mirrored-firestore.ts';

const NOON = '2026-11-22T12:00:00.000Z';

it('shows what another process stores, and tells of each change', async () => {
  const server = await EmbeddedFirestore.start();
  onTestFinished(() => server.stop());
  const { host, port } = server;
  const client = new Firestore({ projectId: localIdentity.project, host: `${host}:${port}`, ssl: false });
  onTestFinished(() => client.terminate());
  const link = client.doc('whatsapp_links/ada');
  await link.set({ linked: { at: Timestamp.fromMillis(Date.parse(NOON)) } });
  const deleted = Promise.withResolvers<Activity>();
  const changes: Activity[] = [];
  const mirror = await MirroredFirestore.start({
    host,
    port,
    onChange: (change) => {
      changes.push(change);
      if (changes.length === 2) deleted.resolve(change);
    },
  });
  onTestFinished(() => mirror.stop());
  expect(mirror.documents()).toEqual([{ path: 'whatsapp_links/ada', data: { linked: { at: NOON } } }]);
  expect(mirror.documents('whatsapp_contacts')).toEqual([]);
  await link.delete();
  await expect(deleted.promise).resolves.toMatchObject({ change: 'deleted', path: 'whatsapp_links/ada' });
  expect(mirror.documents()).toEqual([]);
});
