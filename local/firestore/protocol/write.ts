import type { Fields, Timestamp, Value } from './value.ts';

export interface DocumentMask {
  readonly fieldPaths: readonly string[];
}

/** `google.firestore.v1.Document` as clients send it; the server alone sets times. */
export interface DocumentInput {
  readonly name: string;
  readonly fields: Fields;
}

export type Precondition =
  | { readonly conditionType: 'exists'; readonly exists: boolean }
  | { readonly conditionType: 'updateTime'; readonly updateTime: Timestamp };

interface ArrayElements {
  readonly values: readonly Value[];
}

export type FieldTransform = { readonly fieldPath: string } & (
  | { readonly transformType: 'setToServerValue'; readonly setToServerValue: string }
  | { readonly transformType: 'increment'; readonly increment: Value }
  | { readonly transformType: 'maximum'; readonly maximum: Value }
  | { readonly transformType: 'minimum'; readonly minimum: Value }
  | { readonly transformType: 'appendMissingElements'; readonly appendMissingElements: ArrayElements }
  | { readonly transformType: 'removeAllFromArray'; readonly removeAllFromArray: ArrayElements }
);

/** `google.firestore.v1.Write` */
export type Write = {
  readonly updateMask: DocumentMask | null;
  readonly updateTransforms: readonly FieldTransform[];
  readonly currentDocument: Precondition | null;
} & (
  | { readonly operation: 'update'; readonly update: DocumentInput }
  | { readonly operation: 'delete'; readonly delete: string }
  | {
      readonly operation: 'transform';
      readonly transform: { readonly document: string; readonly fieldTransforms: readonly FieldTransform[] };
    }
);
