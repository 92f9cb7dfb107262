import type { DocumentData } from 'firebase-admin/firestore';

type Json = string | number | boolean | null | Json[] | { readonly [name: string]: Json };

/**
 * The same fields, names too, with every half of a surrogate pair replaced, as where a text was cut inside an emoji: the client sends it
 * as bytes that are not UTF-8, which its protocol forbids. https://protobuf.dev/programming-guides/proto3/#scalar
 */
export function wellFormed(fields: { readonly [name: string]: Json }): DocumentData {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name.toWellFormed(), wellFormedValue(value)]),
  );
}

function wellFormedValue(value: Json): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(wellFormedValue) : wellFormed(value);
}
