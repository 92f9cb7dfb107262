import { HappenedPane } from './happened/happened-pane.tsx';
import { PaneTabs } from './pane-tabs.tsx';
import { PhonesPane } from './phones/phones-pane.tsx';
import { ProductPane } from './product/product-pane.tsx';
import { Icon } from './shared/icon.tsx';
import type { PageState } from './state/page-state.ts';
import { WorldClockControl } from './world-clock-control.tsx';

export function App({ state }: { readonly state: PageState }) {
  const isLive = state.isLive.value;
  return (
    <>
      <header class="bar">
        <h1>
          <span class="logo">
            <Icon name="link" />
          </span>
          Linkline
        </h1>
        <p>The whole WhatsApp world of {state.configuration.productName}, on this machine.</p>
        <WorldClockControl state={state} />
        <span class="connection" data-live={isLive} role="status" aria-label="Connection">
          {isLive ? 'Live' : 'Reconnecting'}
        </span>
      </header>
      <main>
        <PhonesPane state={state} />
        <ProductPane state={state} />
        <HappenedPane state={state} />
      </main>
      <PaneTabs state={state} />
    </>
  );
}
