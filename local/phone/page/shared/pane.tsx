import type { ComponentChildren } from 'preact';
import type { PaneName } from '../state/page-state.ts';

interface PaneProps {
  readonly name: PaneName;
  readonly title: string;
  readonly subtitle: string;
  readonly isInFront: boolean;
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** One of the page's three columns; where only one fits, the one in front is shown. */
export function Pane({ name, title, subtitle, isInFront, action, children }: PaneProps) {
  return (
    <section
      class={`pane pane-${name}`}
      id={name}
      tabIndex={-1}
      data-front={isInFront}
      aria-labelledby={`${name}-title`}
    >
      <header class="pane-header">
        <div>
          <h2 id={`${name}-title`}>{title}</h2>
          <p>{subtitle}</p>
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}
