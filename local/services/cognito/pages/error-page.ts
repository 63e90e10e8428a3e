import { escaped, type Page, page } from './page.ts';

/** Says why nobody can sign in or out with a request. It is for developers: the fault is the client's. */
export function errorPage(error: string, description = ''): Page {
  return page(
    'Sign-in failed',
    `<h1>Sign-in failed</h1>
<p>${escaped(description)}</p>
<p class="note">Error code: <code>${escaped(error)}</code></p>`,
  );
}
