/** The collections a query reads: by id, or all when it is empty; directly below the parent, or at any depth. */
export interface QueryScope {
  /** Empty for the root of the database. */
  readonly parentPath: string;
  readonly collectionId: string;
  readonly allDescendants: boolean;
}

export function scopeCoversCollection(scope: QueryScope, collectionPath: string): boolean {
  const prefix = scope.parentPath === '' ? '' : `${scope.parentPath}/`;
  if (!collectionPath.startsWith(prefix)) return false;
  const relative = collectionPath.slice(prefix.length);
  if (!scope.allDescendants && relative.includes('/')) return false;
  return scope.collectionId === '' || scope.collectionId === relative.slice(relative.lastIndexOf('/') + 1);
}

export function collectionPathOf(documentPath: string): string {
  return documentPath.slice(0, documentPath.lastIndexOf('/'));
}
