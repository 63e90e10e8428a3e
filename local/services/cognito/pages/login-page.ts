import type { KnownPerson } from '../people.ts';
import { escaped, type Page, page } from './page.ts';

export interface LoginPageProps {
  /** Default: the pool has no name. */
  readonly poolName?: string;
  readonly people: readonly KnownPerson[];
  /** Where the browser goes once somebody has been chosen. */
  readonly redirectUri: string;
}

/** Offers everybody as a button that signs them in. */
export function loginPage({ poolName, people, redirectUri }: LoginPageProps): Page {
  const forPool = poolName === undefined ? '' : ` for the user pool ${escaped(poolName)}`;
  const choice =
    people.length === 0
      ? '<p>Nobody can sign in: this user pool has no people.</p>'
      : `<p>Choose who you want to be. No password is needed.</p>
<form method="post">
${people.map(button).join('\n')}
</form>`;
  return page(
    'Sign in',
    `<h1>Sign in</h1>
${choice}
<p class="note">This page stands in for Amazon Cognito${forPool}.</p>`,
    // The redirects that follow the form count as its targets.
    `'self' ${new URL(redirectUri).origin}`,
  );
}

function button({ sub, name, email, groups }: KnownPerson): string {
  const roles = groups.map((group) => `<span class="role">${escaped(group)}</span>`);
  return `<button name="person" value="${escaped(sub)}">
<span class="initials" aria-hidden="true">${escaped(initialsOf(name))}</span>
<span class="who"><span class="name">${escaped(name)}</span> <span class="email">${escaped(email)}</span></span>
<span class="roles">${roles.join(' ')}</span>
</button>`;
}

/** `EE` for Eddie Editor. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toUpperCase();
}
