import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { JsonView } from './json-view.tsx';

interface DisclosureProps {
  /** What kind of thing it is, for its colour. */
  readonly kind: string;
  readonly value: unknown;
  readonly children: ComponentChildren;
}

/** A row that opens to show a value as JSON, rendered only while it is open. */
export function Disclosure({ kind, value, children }: DisclosureProps) {
  const isOpen = useSignal(false);
  return (
    <details
      class="disclosure"
      data-kind={kind}
      onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}
    >
      <summary>{children}</summary>
      {isOpen.value && <JsonView value={value} />}
    </details>
  );
}
