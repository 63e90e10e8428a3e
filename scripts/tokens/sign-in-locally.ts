import { beginAuthorization, type Client } from './authorization.ts';
import { SignInError } from './sign-in-error.ts';
import type { Tokens } from './tokens.ts';

/** Registered for the client; nothing listens there. */
const REDIRECT_URI = 'http://localhost:8976/';
/** Far more than a sign-in takes. */
const MAX_STEPS = 10;

export interface SignInLocallyProps extends Client {
  /** The e-mail address of a person on the login page, or one of their groups. */
  readonly person: string;
}

/**
 * Signs in at the provider of the embedded runtime, where people are chosen without a password: walks through its login
 * page like a browser. Returns an access token.
 * @throws SignInError if no such person is offered.
 */
export const signInLocally = async (props: SignInLocallyProps): Promise<string> =>
  (await localTokens(props)).accessToken;

/** Like {@link signInLocally}, with all tokens. */
export async function localTokens({ person, ...client }: SignInLocallyProps): Promise<Tokens> {
  const authorization = await beginAuthorization(client, REDIRECT_URI);
  const cookies = new Map<string, string>();
  let url = authorization.url;
  let choice: string | undefined;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const response = await visit(url, cookies, choice);
    const location = response.headers.get('location');
    choice = undefined;
    if (location !== null) {
      url = new URL(location, url);
      if (url.href.startsWith(REDIRECT_URI)) return authorization.finish(url);
    } else {
      const page = await response.text();
      if (!response.ok) throw new SignInError(`The login page answers ${response.status}: ${textOf(page)}`);
      choice = personOn(page, person);
    }
  }
  throw new SignInError(`The login page at ${client.issuer} does not lead back.`);
}

/** Opens a page, or sends its form if somebody has been chosen; keeps the cookies of its answer. */
async function visit(url: URL, cookies: Map<string, string>, person?: string): Promise<Response> {
  const headers = { cookie: [...cookies].map((cookie) => cookie.join('=')).join('; ') };
  const form = person === undefined ? {} : { method: 'POST', body: new URLSearchParams({ person }) };
  // biome-ignore lint/style/noRestrictedGlobals: not a route of the API
  const response = await fetch(url, { ...form, headers, redirect: 'manual' });
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
  return response;
}

/** The value of the first button whose text has the wanted word. */
function personOn(page: string, wanted: string): string {
  const buttons = [...page.matchAll(/<button name="person" value="([^"]*)">(.*?)<\/button>/gs)];
  const found = buttons.find(([, , content = '']) => textOf(content).split(' ').includes(wanted));
  if (found?.[1] !== undefined) return found[1];
  const offered = buttons.map(([, , content = '']) => `\n  ${textOf(content)}`).join('');
  throw new SignInError(`The login page does not offer "${wanted}", only:${offered || ' nobody'}`);
}

const textOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>|<[^>]+>/gs, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/\s+/g, ' ')
    .trim();
