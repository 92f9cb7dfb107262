import type { PageBundle } from '../page-bundle.ts';
import type { PageWorld } from '../page-world.ts';
import type { Route } from './route.ts';

/** The page itself, at `/` and at `/link`, where people without a link are sent. */
export function pageRoutes(world: PageWorld, bundle: PageBundle): readonly Route[] {
  const policy = contentSecurityPolicy(world);
  const page = { 'content-security-policy': policy, 'referrer-policy': 'no-referrer' };
  return [
    text('/', 'text/html', html(world.productName), page),
    text('/link', 'text/html', html(world.productName), page),
    text('/page.js', 'text/javascript', bundle.script),
    text('/page.css', 'text/css', bundle.style),
  ];
}

function text(path: string, type: string, content: string, headers: Record<string, string> = {}): Route {
  return {
    method: 'GET',
    path,
    handle(_request, response) {
      response.writeHead(200, {
        'content-type': `${type}; charset=utf-8`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        ...headers,
      });
      response.end(content);
    },
  };
}

function contentSecurityPolicy({ functionsBaseUrl, simulator }: PageWorld): string {
  const functions = new URL(functionsBaseUrl).origin;
  const media = new URL(simulator.url).origin;
  return [
    "default-src 'self'",
    `connect-src 'self' ${functions}`,
    `img-src 'self' data: ${media}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function html(productName: string): string {
  return `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="color-scheme" content="light dark" />
    <title>Linkline: ${escapeHtml(productName)} on this machine</title>
    <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}" />
    <link rel="stylesheet" href="/page.css" />
    <script type="module" src="/page.js"></script>
  </head>
  <body>
    <div id="page"></div>
    <noscript>This page needs JavaScript.</noscript>
  </body>
</html>
`;
}

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="9" fill="#0d7a5f"/>
<g fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round">
<path d="M14 18.5 18 13.500"/><path d="M15.500 10.500l1-1.300a4.600 4.600 0 0 1 7.300 5.600l-2.300 3"/>
<path d="M16.500 21.500l-1 1.300a4.600 4.600 0 0 1-7.300-5.600l2.300-3"/></g></svg>`;

function escapeHtml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
