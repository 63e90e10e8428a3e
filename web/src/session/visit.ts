const RETURN_TO = 'sign-in-from';
const LEFT = 'signed-out';

/** How this window came to the page. */
export interface Visit {
  /** The URL that a login page returned to, if one did. */
  readonly answer: string | undefined;
  /** Whether it was this window that had gone to the login page. */
  readonly isOwnAnswer: boolean;
  /** Whether somebody has signed out in this window, and nobody has signed in since. */
  readonly hasSignedOut: boolean;
}

/**
 * Says how this window came to the page. If a login page returned to it, goes back in the address bar to where the person
 * was before: the code of the answer stays neither there nor in the history.
 */
export function visit(): Visit {
  const { href, pathname, searchParams } = new URL(window.location.href);
  const isAnswer = searchParams.has('state') && (searchParams.has('code') || searchParams.has('error'));
  const from = sessionStorage.getItem(RETURN_TO);
  if (isAnswer) {
    sessionStorage.removeItem(RETURN_TO);
    window.history.replaceState(null, '', from ?? pathname);
  }
  return {
    answer: isAnswer ? href : undefined,
    isOwnAnswer: from !== null,
    hasSignedOut: sessionStorage.getItem(LEFT) !== null,
  };
}

/** Leaves for the login page. There will be no way back to this page in the history, which would only leave again. */
export function leaveToSignIn(loginUrl: string): void {
  const { pathname, search, hash } = window.location;
  sessionStorage.setItem(RETURN_TO, `${pathname}${search}${hash}`);
  sessionStorage.removeItem(LEFT);
  window.location.replace(loginUrl);
}

/** Remembers, in this window and for this visit, that somebody has signed out. */
export const rememberSignOut = (): void => sessionStorage.setItem(LEFT, 'yes');
