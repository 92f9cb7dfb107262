import { z } from 'zod';

const WELL_KNOWN = /^(?:Any|Duration|Empty|FieldMask|Struct|Timestamp|\w*Value)$/;

const namespace = <Nested extends z.ZodType>(nested: Nested) => z.object({ nested });

const schema = namespace(
  z.object({
    google: namespace(
      z.object({
        firestore: namespace(z.object({ v1: z.unknown() })),
        protobuf: namespace(
          z
            .record(z.string(), z.unknown())
            .transform((types) =>
              Object.fromEntries(Object.entries(types).filter(([name]) => WELL_KNOWN.test(name))),
            ),
        ),
        rpc: z.unknown(),
        type: z.unknown(),
      }),
    ),
  }),
);

/**
 * Of the description of Firestore's API the part that reads and writes documents. A client works through the whole of it when it is
 * made, and two thirds are about administration and about descriptions themselves.
 */
export function firestoreProtos(described: unknown): z.output<typeof schema> {
  return schema.parse(described);
}
