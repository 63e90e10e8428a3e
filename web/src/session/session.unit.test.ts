import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSession } from './session.ts';
import { SessionEndedError } from './session-state.ts';
import { type Provider, ProviderAway, SignInRefused, type Tokens } from './sign-in.ts';
import type { Visit } from './visit.ts';

const MINUTE_MS = 60_000;
const how = {
  authority: 'https://id.example',
  clientId: 'page',
  scope: 'openid',
  logoutUrl: 'https://id.example/logout',
};
const eddie = { id: 'e-1', name: 'Eddie Editor' };
const vera = { id: 'v-1', name: 'Vera Viewer' };

const tokensOf = (accessToken: string, more: Partial<Tokens> = {}): Tokens => ({
  person: eddie,
  accessToken,
  idToken: undefined,
  refreshToken: `refresh ${accessToken}`,
  expiresAt: Date.now() + 15 * MINUTE_MS,
  ...more,
});

const provider = {
  loginUrl: vi.fn<Provider['loginUrl']>(),
  loginUrlElsewhere: vi.fn<Provider['loginUrlElsewhere']>(),
  finish: vi.fn<Provider['finish']>(),
  hasAskedFor: vi.fn<Provider['hasAskedFor']>(),
  renew: vi.fn<Provider['renew']>(),
  revoke: vi.fn<Provider['revoke']>(),
  logoutUrl: 'https://id.example/logout?client_id=page',
};
vi.mock('./provider.ts', () => ({ createProvider: () => provider }));

const stored = new Map<string, string>();
const replace = vi.fn();
const close = vi.fn();
let channels: FakeChannel[] = [];

/** A channel between windows, without the windows. */
class FakeChannel {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor() {
    channels.push(this);
  }
  postMessage(data: unknown): void {
    for (const channel of channels) if (channel !== this) channel.onmessage?.({ data });
  }
}

beforeEach(() => {
  channels = [];
  stored.clear();
  replace.mockClear();
  close.mockClear();
  provider.loginUrl.mockResolvedValue('https://id.example/login');
  provider.loginUrlElsewhere.mockResolvedValue('https://id.example/login?elsewhere');
  provider.finish.mockResolvedValue(tokensOf('first'));
  provider.hasAskedFor.mockResolvedValue(true);
  provider.renew.mockResolvedValue(tokensOf('second'));
  provider.revoke.mockResolvedValue();
  vi.stubGlobal('BroadcastChannel', FakeChannel);
  vi.stubGlobal('sessionStorage', {
    setItem: (key: string, value: string) => stored.set(key, value),
    getItem: (key: string) => stored.get(key) ?? null,
    removeItem: (key: string) => stored.delete(key),
  });
  vi.stubGlobal('window', {
    location: { origin: 'http://shop', pathname: '/customers', search: '?name=ada', hash: '#x', replace },
    close,
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetAllMocks();
});

const fresh: Visit = { answer: undefined, isOwnAnswer: false, hasSignedOut: false };
const returned: Visit = { answer: 'http://shop/?code=c&state=s', isOwnAnswer: true, hasSignedOut: false };
const options = {
  isRefusal: (error: unknown) => error instanceof Error && error.message === '401',
  isChange: true,
};

const begun = (visit: Visit) => {
  const session = createSession();
  session.arrive(visit);
  session.begin(how);
  return session;
};

async function signedIn() {
  const session = begun(returned);
  await vi.waitFor(() => expect(session.current().state).toBe('signed-in'));
  return session;
}

/** A session that has ended, and a request that waits for the person to sign in again. */
async function ended() {
  const session = await signedIn();
  provider.renew.mockRejectedValue(new SignInRefused('expired'));
  const send = vi.fn().mockRejectedValueOnce(new Error('401')).mockResolvedValue('saved');
  const sent = session.authorized(send, options);
  sent.catch(() => {});
  await vi.waitFor(() =>
    expect(session.current()).toMatchObject({ state: 'ended', isAsking: true, loginUrl: expect.anything() }),
  );
  return { session, send, sent };
}

test('without a way to sign in the access is open, and requests have no token', async () => {
  const session = createSession();
  session.begin(undefined);
  expect(session.current()).toEqual({ state: 'open' });
  expect(await session.authorized(async () => session.token(), options)).toBeUndefined();
});

test('a new visitor goes to the login page, and the place to return to is remembered', async () => {
  const session = begun(fresh);
  await vi.waitFor(() => expect(replace).toHaveBeenCalledWith('https://id.example/login'));
  expect(session.current()).toEqual({ state: 'signing-in' });
  expect([...stored.values()]).toEqual(['/customers?name=ada#x']);
});

test('requests wait until somebody is signed in, and then have a token', async () => {
  const session = createSession();
  session.arrive(returned);
  const sent = session.authorized(async () => session.token(), options);
  session.begin(how);
  expect(await sent).toEqual('first');
  expect(session.current()).toEqual({ state: 'signed-in', person: eddie });
});

test.each([
  ['a refusal', new SignInRefused('access_denied'), 'access_denied'],
  ['no answer', new ProviderAway('no answer'), undefined],
])(
  'after %s of the provider nobody is signed in, until the person tries again',
  async (_, error, refusal) => {
    provider.finish.mockRejectedValue(error);
    const session = begun(returned);
    await vi.waitFor(() => expect(session.current()).toEqual({ state: 'failed', refusal }));
    expect(replace).not.toHaveBeenCalled();
    await session.signIn();
    expect(replace).toHaveBeenCalledWith('https://id.example/login');
  },
);

test('a provider that does not respond is told from a refusal', async () => {
  provider.loginUrl.mockRejectedValue(new ProviderAway('no answer'));
  const session = begun(fresh);
  await vi.waitFor(() => expect(session.current()).toEqual({ state: 'failed', refusal: undefined }));
});

test('a token is renewed before it expires, once for all requests', async () => {
  provider.finish.mockResolvedValue(tokensOf('first', { expiresAt: Date.now() + MINUTE_MS / 2 }));
  const session = await signedIn();
  const send = async () => session.token();
  const renewed = 'second';
  expect(await Promise.all([session.authorized(send, options), session.authorized(send, options)])).toEqual([
    renewed,
    renewed,
  ]);
  expect(provider.renew).toHaveBeenCalledTimes(1);
});

test('a request that is refused is sent once more with a renewed token', async () => {
  const session = await signedIn();
  const used: unknown[] = [];
  const send = async () => {
    used.push(session.token());
    throw new Error('401');
  };
  await expect(session.authorized(send, options)).rejects.toThrow('401');
  expect(used).toEqual(['first', 'second']);
});

test('any other error is not a reason to send again', async () => {
  const session = await signedIn();
  const send = vi.fn().mockRejectedValue(new Error('409'));
  await expect(session.authorized(send, options)).rejects.toThrow('409');
  expect(send).toHaveBeenCalledTimes(1);
});

test('if the provider does not respond, the session goes on, and the request fails', async () => {
  const session = await signedIn();
  provider.renew.mockRejectedValue(new ProviderAway('no answer'));
  const send = vi.fn().mockRejectedValue(new Error('401'));
  await expect(session.authorized(send, options)).rejects.toThrow(ProviderAway);
  expect(session.current().state).toBe('signed-in');
});

test('after the session has ended, a request waits until the person has signed in again in another window', async () => {
  const { session, send, sent } = await ended();
  provider.finish.mockResolvedValue(tokensOf('third'));
  const popup = begun({ answer: 'http://shop/?code=d&state=t', isOwnAnswer: false, hasSignedOut: false });
  expect(await sent).toBe('saved');
  expect(send).toHaveBeenCalledTimes(2);
  expect(session.token()).toEqual('third');
  await vi.waitFor(() => expect(close).toHaveBeenCalled());
  expect(popup.current()).toEqual({ state: 'done' });
});

test('nothing is sent in the name of somebody else', async () => {
  const { session, send, sent } = await ended();
  provider.finish.mockResolvedValue(tokensOf('third', { person: vera }));
  begun({ answer: 'http://shop/?code=d&state=t', isOwnAnswer: false, hasSignedOut: false });
  await expect(sent).rejects.toThrow(SessionEndedError);
  expect(send).toHaveBeenCalledTimes(1);
  expect(session.current()).toEqual({ state: 'signed-in', person: vera });
});

test('if the person does not want to sign in again, requests fail; only a change asks them again', async () => {
  const { session, sent } = await ended();
  session.stopAsking();
  await expect(sent).rejects.toThrow(SessionEndedError);
  const read = session.authorized(async () => 'read', { ...options, isChange: false });
  await expect(read).rejects.toThrow(SessionEndedError);
  expect(session.current()).toMatchObject({ state: 'ended', isAsking: false });
  session.authorized(async () => 'changed', options).catch(() => {});
  expect(session.current()).toMatchObject({ state: 'ended', isAsking: true });
});

test('an answer that no window has asked for is not taken: the person signs in again', async () => {
  vi.useFakeTimers();
  begun({ answer: 'http://shop/?code=d&state=t', isOwnAnswer: false, hasSignedOut: false });
  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
  expect(provider.finish).not.toHaveBeenCalled();
  expect(replace).toHaveBeenCalledWith('https://id.example/login');
});

test('signing out forgets the tokens here and in other windows, and ends the provider’s session', async () => {
  const [session, other] = [await signedIn(), await signedIn()];
  await session.signOut();
  for (const each of [session, other]) {
    expect(each.current()).toEqual({ state: 'signed-out', isEverywhere: true });
    expect(each.token()).toBeUndefined();
  }
  expect(provider.revoke).toHaveBeenCalledTimes(1);
  expect(replace).toHaveBeenCalledWith(provider.logoutUrl);
});

test('signing out without an answer of the provider says so', async () => {
  const session = await signedIn();
  provider.revoke.mockRejectedValue(new ProviderAway('no answer'));
  await session.signOut();
  expect(session.current()).toEqual({ state: 'signed-out', isEverywhere: false });
  expect(replace).not.toHaveBeenCalled();
});

test('whoever has signed out is not signed in again by a reload', async () => {
  const session = begun({ ...fresh, hasSignedOut: true });
  await vi.waitFor(() => expect(session.current().state).toBe('signed-out'));
  expect(replace).not.toHaveBeenCalled();
});
