import { createHash, randomBytes } from 'node:crypto';
import { Browser, type Visit } from './browser.ts';

/** The client for which somebody signs in. */
export interface SigningIn {
  readonly issuer: string;
  readonly clientId: string;
  /** Default: `http://localhost:5000/`. */
  readonly redirectUri?: string;
  /** Default: `openid`. */
  readonly scope?: string;
  /** More parameters of the authorization request; `undefined` takes one away. */
  readonly parameters?: Readonly<Record<string, string | undefined>>;
}

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
}

/** The request with which a client sends a browser to sign somebody in, and what it keeps for the code. */
export function authorizationRequest({ issuer, clientId, redirectUri, scope, parameters }: SigningIn) {
  const verifier = randomBytes(32).toString('base64url');
  const query = {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri ?? 'http://localhost:5000/',
    scope: scope ?? 'openid',
    state: 'here-we-are',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...parameters,
  };
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { url: `${issuer}/oauth2/authorize?${new URLSearchParams(given)}`, verifier };
}

/** Posts to the token endpoint, or to another one, as a program does. */
export function post(
  url: string,
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(url, { method: 'POST', headers, body: new URLSearchParams(parameters) });
}

/** The value of the button with a person's e-mail address. */
export function buttonOf(page: Visit, email: string): string {
  const buttons = page.body.split('<button').slice(1);
  const found = buttons.find((button) => button.includes(`>${email}<`));
  const value = /value="([^"]+)"/.exec(found ?? '')?.[1];
  if (value === undefined) throw new Error(`no button for ${email} in ${page.status} ${page.body}`);
  return value;
}

/** Signs a person in through the login page, and exchanges the code for tokens. */
export async function signIn(
  client: SigningIn,
  email: string,
  browser: Browser = new Browser(new URL(client.issuer).origin),
): Promise<Tokens> {
  const { url, verifier } = authorizationRequest(client);
  const login = await browser.open(url);
  const arrived = login.status === 200 ? await browser.press(login, 'person', buttonOf(login, email)) : login;
  const response = await exchangeCode(client, arrived.url, verifier);
  if (response.status !== 200) throw new Error(`${arrived.url}: ${await response.text()}`);
  return (await response.json()) as Tokens;
}

/** Exchanges the code in an address for tokens. */
export function exchangeCode(client: SigningIn, arrivedAt: string, verifier: string): Promise<Response> {
  return post(`${client.issuer}/oauth2/token`, {
    grant_type: 'authorization_code',
    client_id: client.clientId,
    code: new URL(arrivedAt).searchParams.get('code') ?? '',
    redirect_uri: client.redirectUri ?? 'http://localhost:5000/',
    code_verifier: verifier,
  });
}

/** The payload of a token, unverified. */
export function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}
