/**
 * functions-framework runs every request in a domain, which then follows each promise that the request makes: that takes longer than
 * the work. What it is there for, to answer for an error that nobody caught, the framework also does by ending the process.
 * https://nodejs.org/api/domain.html
 */
export function leaveDomain(): void {
  // there where something has loaded node:domain, and only then
  const { domain } = process as { readonly domain?: { exit(): void } | null };
  domain?.exit();
}
