/** How to sign in: a client of an OpenID Connect provider, as in `/config.json`. */
export interface SignIn {
  /** The issuer, which says where everything else is. */
  readonly authority: string;
  readonly clientId: string;
  readonly scope: string;
  /** Ends the provider's own session; takes `client_id` and `logout_uri`. */
  readonly logoutUrl: string;
}

/** Somebody who has signed in. */
export interface Person {
  readonly id: string;
  /** Their name or e-mail address; undefined if the provider told neither. */
  readonly name: string | undefined;
}

/** What somebody has got by signing in. It is kept in memory only. */
export interface Tokens {
  readonly person: Person;
  readonly accessToken: string;
  readonly idToken: string | undefined;
  readonly refreshToken: string | undefined;
  /** When the access token expires, in milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The provider refused; the message is its own. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

/** The provider is not responding, or not with anything that makes sense. */
export class ProviderAway extends Error {
  override readonly name = 'ProviderAway';
}

/** Where people sign in. Every method throws `SignInRefused` or `ProviderAway` if it fails. */
export interface Provider {
  /** The URL of the login page, which then returns to this page in the same window. */
  loginUrl(): Promise<string>;
  /** The URL of the login page for another window, which hands what it got over to this one. */
  loginUrlElsewhere(): Promise<string>;
  /** Takes the URL that the login page returned to. */
  finish(url: string): Promise<Tokens>;
  /** Whether {@link loginUrlElsewhere} asked for what is in this URL. */
  hasAskedFor(url: string): Promise<boolean>;
  /** Gets new tokens. If that is refused, the person has to sign in again. */
  renew(tokens: Tokens): Promise<Tokens>;
  /** Makes the tokens useless, as far as that is possible. */
  revoke(tokens: Tokens): Promise<void>;
  /** The URL that ends the provider's session and then returns to the page. */
  readonly logoutUrl: string;
}
