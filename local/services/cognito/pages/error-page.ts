import { escaped, type Page, page } from './page.ts';

/** Says why nobody can sign in or out with a request; for developers, since it is the client's fault. */
export function errorPage(error: string, description = ''): Page {
  return page(
    'Sign-in failed',
    `<h1>This does not work</h1>
<p>${escaped(description)}</p>
<p class="note">Error code: <code>${escaped(error)}</code></p>`,
  );
}
