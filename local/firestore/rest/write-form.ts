import { z } from 'zod';
import type { FieldTransform, Precondition, Write } from '../protocol/write.ts';
import { arrayForm, fieldsForm, timestampForm, valueForm } from './value-form.ts';

export const maskForm = z.strictObject({ fieldPaths: z.array(z.string()).default([]) });

const preconditionForm = z.union([
  z
    .strictObject({ exists: z.boolean() })
    .transform(({ exists }): Precondition => ({ conditionType: 'exists', exists })),
  z
    .strictObject({ updateTime: timestampForm })
    .transform(({ updateTime }): Precondition => ({ conditionType: 'updateTime', updateTime })),
]);

const fieldPath = z.string();

const transformForm = z.union([
  z
    .strictObject({ fieldPath, setToServerValue: z.string() })
    .transform((form): FieldTransform => ({ ...form, transformType: 'setToServerValue' })),
  z
    .strictObject({ fieldPath, increment: valueForm })
    .transform((form): FieldTransform => ({ ...form, transformType: 'increment' })),
  z
    .strictObject({ fieldPath, maximum: valueForm })
    .transform((form): FieldTransform => ({ ...form, transformType: 'maximum' })),
  z
    .strictObject({ fieldPath, minimum: valueForm })
    .transform((form): FieldTransform => ({ ...form, transformType: 'minimum' })),
  z
    .strictObject({ fieldPath, appendMissingElements: arrayForm })
    .transform((form): FieldTransform => ({ ...form, transformType: 'appendMissingElements' })),
  z
    .strictObject({ fieldPath, removeAllFromArray: arrayForm })
    .transform((form): FieldTransform => ({ ...form, transformType: 'removeAllFromArray' })),
]);

const currentDocument = preconditionForm.optional();

/** A write in JSON: https://firebase.google.com/docs/firestore/reference/rest/v1/Write */
export const writeForm = z.union([
  z
    .strictObject({
      update: z.strictObject({ name: z.string(), fields: fieldsForm }),
      updateMask: maskForm.optional(),
      updateTransforms: z.array(transformForm).default([]),
      currentDocument,
    })
    .transform((form): Write => ({
      operation: 'update',
      update: form.update,
      updateMask: form.updateMask ?? null,
      updateTransforms: form.updateTransforms,
      currentDocument: form.currentDocument ?? null,
    })),
  z.strictObject({ delete: z.string(), currentDocument }).transform((form): Write => ({
    operation: 'delete',
    delete: form.delete,
    updateMask: null,
    updateTransforms: [],
    currentDocument: form.currentDocument ?? null,
  })),
]);
