/** How one field is indexed; one of the two is there. */
export interface FieldMode {
  /** `ASCENDING` or `DESCENDING` */
  readonly order?: string | undefined;
  /** `CONTAINS` */
  readonly arrayConfig?: string | undefined;
}

/**
 * What firestore.indexes.json holds, as far as it decides which queries can be answered; importing the file as JSON yields it.
 * https://firebase.google.com/docs/reference/firestore/indexes
 */
export interface IndexDefinitions {
  readonly indexes: readonly {
    readonly collectionGroup: string;
    readonly queryScope: string;
    readonly fields: readonly (FieldMode & { readonly fieldPath: string })[];
  }[];
  readonly fieldOverrides: readonly {
    readonly collectionGroup: string;
    readonly fieldPath: string;
    readonly indexes: readonly (FieldMode & { readonly queryScope?: string | undefined })[];
  }[];
}
