import { Disclosure } from '../shared/disclosure.tsx';
import { Notice } from '../shared/notice.tsx';
import type { DocumentsState } from '../state/documents-state.ts';
import type { ShownDocument } from '../state/page-client.ts';

/** What Firestore holds now, by collection. */
export function DocumentsView({ documents }: { readonly documents: DocumentsState }) {
  const collections = [...Map.groupBy(documents.documents.value, ({ path }) => collectionOf(path))];
  return (
    <div class="collections">
      {documents.problem.value && <Notice tone="problem" message={documents.problem.value} />}
      {collections
        .toSorted(([one], [other]) => one.localeCompare(other))
        .map(([name, content]) => (
          <Collection key={name} name={name} content={content} />
        ))}
      {collections.length === 0 && <p class="empty">Firestore is empty.</p>}
    </div>
  );
}

function Collection({
  name,
  content,
}: {
  readonly name: string;
  readonly content: readonly ShownDocument[];
}) {
  return (
    <section aria-label={name}>
      <h3>
        <code>{name}</code> <span class="count">{content.length}</span>
      </h3>
      <ul>
        {content.map(({ path, data }) => (
          <li key={path}>
            <Disclosure kind="stored" value={data}>
              <span class="row-title">{path.slice(name.length + 1)}</span>
            </Disclosure>
          </li>
        ))}
      </ul>
    </section>
  );
}

function collectionOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
