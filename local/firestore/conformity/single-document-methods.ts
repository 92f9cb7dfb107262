import { status } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PROJECT, type GeneratedClient } from './server-under-test.ts';

const ROOT = `projects/${PROJECT}/databases/(default)/documents`;

export function singleDocumentMethodsConform(client: () => GeneratedClient): void {
  describe('methods for one document', () => {
    it('creates, once, under a given id or a new one', async () => {
      const collectionId = `c-${randomUUID()}`;
      const request = {
        parent: ROOT,
        collectionId,
        documentId: 'a',
        document: { fields: { n: { integerValue: 1 } } },
      };
      const [created] = await client().createDocument(request);
      expect(created.name).toBe(`${ROOT}/${collectionId}/a`);
      await expect(client().createDocument(request)).rejects.toMatchObject({ code: status.ALREADY_EXISTS });
      const [named] = await client().createDocument({ ...request, documentId: '' });
      expect(named.name).toMatch(new RegExp(`/${collectionId}/.{10,}$`));
    });

    it('gets, whole or masked', async () => {
      const name = await created({ a: { integerValue: 1 }, b: { integerValue: 2 } });
      const [masked] = await client().getDocument({ name, mask: { fieldPaths: ['b'] } });
      expect(Object.keys(masked.fields ?? {})).toStrictEqual(['b']);
      const missing = client().getDocument({ name: `${name}-not` });
      await expect(missing).rejects.toMatchObject({ code: status.NOT_FOUND });
    });

    it('updates the fields of its mask', async () => {
      const name = await created({ a: { integerValue: 1 }, b: { integerValue: 1 } });
      const document = { name, fields: { b: { integerValue: 2 } } };
      const [updated] = await client().updateDocument({ document, updateMask: { fieldPaths: ['b', 'c'] } });
      expect(updated.fields?.['a']?.integerValue).toBe('1');
      expect(updated.fields?.['b']?.integerValue).toBe('2');
    });

    it('deletes, if need be only what exists', async () => {
      const name = await created({});
      const currentDocument = { exists: true };
      await client().deleteDocument({ name, currentDocument });
      await expect(client().deleteDocument({ name, currentDocument })).rejects.toMatchObject({
        code: status.NOT_FOUND,
      });
    });

    it('lists in pages', async () => {
      const collectionId = `c-${randomUUID()}`;
      for (const documentId of ['a', 'b', 'c']) {
        await client().createDocument({ parent: ROOT, collectionId, documentId, document: {} });
      }
      const request = { parent: ROOT, collectionId, pageSize: 2 };
      const pages: string[][] = [];
      for (let pageToken: string | null | undefined; pageToken !== '';) {
        const page = { ...request, pageToken: pageToken ?? '' };
        const [documents, , response] = await client().listDocuments(page, { autoPaginate: false });
        pages.push(documents.map(({ name }) => name?.at(-1) ?? ''));
        pageToken = response.nextPageToken ?? '';
      }
      expect(pages).toStrictEqual([['a', 'b'], ['c']]);
    });

    it('refuses names that are none', async () => {
      for (const name of [`${ROOT}/odd`, `${ROOT}/c/__reserved__`, 'nonsense']) {
        await expect(client().getDocument({ name })).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
      }
    });

    async function created(fields: Record<string, { integerValue: number }>): Promise<string> {
      const collectionId = `c-${randomUUID()}`;
      const request = { parent: ROOT, collectionId, documentId: 'a', document: { fields } };
      const [{ name }] = await client().createDocument(request);
      return name ?? '';
    }
  });
}
