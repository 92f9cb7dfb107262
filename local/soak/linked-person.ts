import type { LocalWorld } from '../world/local-world.ts';

/** A user with a phone that is linked. */
export interface LinkedPerson {
  readonly userId: string;
  /** Such as `whatsapp:+15550200001`. */
  readonly phone: string;
}

/** Links so many users, each with a phone of their own; the world must link in one step. */
export async function linkPeople(world: LocalWorld, count: number): Promise<readonly LinkedPerson[]> {
  const people = Array.from({ length: count }, (_, index) => ({
    userId: `user-${index + 1}`,
    phone: `whatsapp:+1555020${String(index + 1).padStart(4, '0')}`,
  }));
  for (const person of people) await link(world, person);
  return people;
}

async function link(world: LocalWorld, { userId, phone }: LinkedPerson): Promise<void> {
  const { idToken } = world.signIn({ uid: userId, name: userId, email: `${userId}@example.com` });
  // what the callable answers
  const { code } = (await world.call('startLink', {}, idToken)) as { readonly code: string };
  await world.simulator.receive({ From: phone, Body: code });
}
