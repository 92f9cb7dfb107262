import '../../../examples/link-button/link-button.ts';
import { render } from 'preact';
import { App } from './app.tsx';
import { Notice } from './shared/notice.tsx';
import { PageClient } from './state/page-client.ts';
import { PageState } from './state/page-state.ts';

const root = document.getElementById('page');
if (root) void start(root);

async function start(root: HTMLElement): Promise<void> {
  const isLinkPage = location.pathname === '/link';
  const client = new PageClient();
  try {
    const state = new PageState(await client.configuration(), client, isLinkPage ? 'app' : 'phones');
    render(<App state={state} />, root);
    state.connect();
    await state.account.restore();
    if (isLinkPage) state.focusApp();
  } catch (error) {
    render(<Notice tone="problem" message={error instanceof Error ? error.message : String(error)} />, root);
  }
}
