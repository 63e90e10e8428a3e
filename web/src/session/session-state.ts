import type { Person } from './sign-in.ts';

/** Who uses the page. */
export type Session =
  /** It is not known yet whether people sign in here. */
  | { readonly state: 'starting' }
  /** Nobody signs in here: anyone may do anything. */
  | { readonly state: 'open' }
  /** On the way to the login page, or back. */
  | { readonly state: 'signing-in' }
  | { readonly state: 'signed-in'; readonly person: Person }
  | Ended
  /** Somebody has signed out: here, and at the provider if that responded. */
  | { readonly state: 'signed-out'; readonly isEverywhere: boolean }
  /** Nobody could sign in. `refusal` is the provider's message; undefined if it does not respond. */
  | { readonly state: 'failed'; readonly refusal: string | undefined }
  /** This window was only there to sign in for another one. */
  | { readonly state: 'done' };

/** The session has ended by itself. What is on the page stays, and the person can sign in again in another window. */
export interface Ended {
  readonly state: 'ended';
  readonly person: Person;
  /** Whether to ask the person to sign in again; if not, they did not want to. */
  readonly isAsking: boolean;
  /** The login page for another window; undefined until it is known. */
  readonly loginUrl: string | undefined;
  /** Why the last attempt to sign in again failed. */
  readonly problem: string | undefined;
}

/** A request was not sent, or not again, because nobody is signed in, or somebody else. */
export class SessionEndedError extends Error {
  override readonly name = 'SessionEndedError';
}
