import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeUserLink } from '../../functions/src/infra/firestore/documents/user-link-document.ts';
import { explain } from './explain.ts';
import { exitCode } from './exit-code.ts';

const WHERE = 'in the Firestore console.';

describe('a document that somebody has broken by hand', () => {
  it.each([
    {
      reading: () => decodeUserLink('ada', { linked: 'to +15551110001', request: null }),
      text: `A document of whatsapp_links cannot be read: correct its fields linked, mapping_id, next_message_number ${WHERE}`,
    },
    {
      reading: () =>
        z.object({ delivery: z.record(z.string(), z.number()) }).parse({ delivery: { '+1555': '' } }),
      text: `A stored document cannot be read: correct its field delivery ${WHERE}`,
    },
  ])('$text', ({ reading, text }) => {
    expect(explain(errorOf(reading))).toEqual({ text, exitCode: exitCode.failed });
  });
});

function errorOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
