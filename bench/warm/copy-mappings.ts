import { getApps } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import type { BenchWorld } from '../world/bench-world.ts';

/** Puts a copy of each person's mapping where the bare handler looks for it, so that both read and write documents of one size. */
export async function copyMappings(
  { services }: Pick<BenchWorld, 'services'>,
  phones: readonly string[],
): Promise<void> {
  const [app] = getApps();
  if (app === undefined) throw new Error('The use cases have no client of Firestore.');
  const writer = getFirestore(app).bulkWriter();
  const wanted = new Set<unknown>(phones);
  for (const { data } of services.firestore.documents('whatsapp_user_mappings')) {
    const phone = data['whatsapp_number'];
    if (typeof phone !== 'string' || !wanted.has(phone)) continue;
    const id = phone.replace('whatsapp:+', '');
    void writer.set(getFirestore(app).collection('bare_mappings').doc(id), data);
  }
  await writer.close();
}
