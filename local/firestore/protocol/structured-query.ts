import type { Value } from './value.ts';

export interface FieldReference {
  readonly fieldPath: string;
}

export interface CollectionSelector {
  /** Empty means every collection. */
  readonly collectionId: string;
  readonly allDescendants: boolean;
}

export type UnaryOperator = 'IS_NAN' | 'IS_NULL' | 'IS_NOT_NAN' | 'IS_NOT_NULL';

export type FieldOperator =
  | 'LESS_THAN'
  | 'LESS_THAN_OR_EQUAL'
  | 'GREATER_THAN'
  | 'GREATER_THAN_OR_EQUAL'
  | 'EQUAL'
  | 'NOT_EQUAL'
  | 'ARRAY_CONTAINS'
  | 'IN'
  | 'ARRAY_CONTAINS_ANY'
  | 'NOT_IN';

export interface CompositeFilter {
  readonly op: 'AND' | 'OR';
  readonly filters: readonly Filter[];
}

export interface UnaryFilter {
  readonly op: UnaryOperator;
  readonly field: FieldReference;
}

export interface FieldFilter {
  readonly op: FieldOperator;
  readonly field: FieldReference;
  readonly value: Value;
}

export type Filter =
  | { readonly filterType: 'compositeFilter'; readonly compositeFilter: CompositeFilter }
  | { readonly filterType: 'unaryFilter'; readonly unaryFilter: UnaryFilter }
  | { readonly filterType: 'fieldFilter'; readonly fieldFilter: FieldFilter };

export interface Order {
  readonly field: FieldReference;
  readonly direction: 'DIRECTION_UNSPECIFIED' | 'ASCENDING' | 'DESCENDING';
}

export interface Cursor {
  readonly values: readonly Value[];
  readonly before: boolean;
}

/** `google.firestore.v1.StructuredQuery` */
export interface StructuredQuery {
  readonly select: { readonly fields: readonly FieldReference[] } | null;
  readonly from: readonly CollectionSelector[];
  readonly where: Filter | null;
  readonly orderBy: readonly Order[];
  readonly startAt: Cursor | null;
  readonly endAt: Cursor | null;
  readonly offset: number;
  readonly limit: { readonly value: number } | null;
  readonly findNearest: object | null;
}

export interface Aggregation {
  readonly alias: string;
  readonly operator: 'count' | 'sum' | 'avg';
  readonly count?: { readonly upTo: { readonly value: string } | null };
  readonly sum?: { readonly field: FieldReference };
  readonly avg?: { readonly field: FieldReference };
}
