import { observable } from './observable.ts';
import { type Ended, type Session, SessionEndedError } from './session-state.ts';
import {
  type Person,
  type Provider,
  ProviderAway,
  type SignIn,
  SignInRefused,
  type Tokens,
} from './sign-in.ts';
import { leaveToSignIn, rememberSignOut, type Visit } from './visit.ts';
import { type OtherWindows, otherWindows } from './windows.ts';

interface Request {
  /** Whether an error says that nobody is signed in. */
  readonly isRefusal: (error: unknown) => boolean;
  /** Whether to ask the person to sign in again even if they did not want to before. */
  readonly isChange: boolean;
}

/** An access token is renewed this long before it expires. */
const RENEW_BEFORE_MS = 60_000;

/** Creates the session of this window. It is kept in memory: reloading the page signs in again, by the provider's cookie. */
export function createSession() {
  const { current, become, subscribe, until } = observable<Session>({ state: 'starting' });
  let visit: Visit = { answer: undefined, isOwnAnswer: false, hasSignedOut: false };
  let how: SignIn | undefined;
  let provider: Provider | undefined;
  let tokens: Tokens | undefined;
  let renewing: Promise<Tokens> | undefined;
  let windows: OtherWindows | undefined;
  const theProvider = async (): Promise<Provider> => {
    if (how === undefined) throw new Error('Nobody signs in here.');
    // An open system does not need this code.
    const { createProvider } = await import('./provider.ts').catch((cause: unknown) => {
      throw new ProviderAway('The code for signing in cannot be loaded.', { cause });
    });
    provider ??= createProvider(how, `${window.location.origin}/`);
    return provider;
  };
  const signedIn = (got: Tokens): void => {
    tokens = got;
    become({ state: 'signed-in', person: got.person });
  };
  const failed = (error: unknown): void =>
    become({ state: 'failed', refusal: error instanceof SignInRefused ? error.message : undefined });
  const signIn = async (): Promise<void> => {
    become({ state: 'signing-in' });
    try {
      leaveToSignIn(await (await theProvider()).loginUrl());
    } catch (error) {
      failed(error);
    }
  };
  const finish = async (answer: string): Promise<void> => {
    try {
      signedIn(await (await theProvider()).finish(answer));
    } catch (error) {
      failed(error);
    }
  };

  /** Begins to ask the person to sign in again, in another window. */
  const ask = async (person: Person, problem?: string): Promise<void> => {
    tokens = undefined;
    const ended: Ended = { state: 'ended', person, isAsking: true, loginUrl: undefined, problem };
    become(ended);
    const loginUrl = await theProvider()
      .then((it) => it.loginUrlElsewhere())
      .catch(() => undefined);
    if (current() !== ended) return;
    if (loginUrl === undefined) become({ ...ended, problem: 'The sign-in server is not responding.' });
    else become({ ...ended, loginUrl });
  };
  /** Another window has returned from the login page. */
  const onAnswer = async (url: string): Promise<boolean> => {
    const asked = current();
    if (provider === undefined || asked.state !== 'ended' || !(await provider.hasAskedFor(url))) return false;
    const { person } = asked;
    provider
      .finish(url)
      .then(signedIn, (error: unknown) =>
        ask(
          person,
          error instanceof SignInRefused ? error.message : 'The sign-in server is not responding. Try again.',
        ),
      );
    return true;
  };
  const onSignedOut = (): void => {
    const { state } = current();
    if (state !== 'signed-in' && state !== 'ended') return;
    tokens = undefined;
    rememberSignOut();
    become({ state: 'signed-out', isEverywhere: true });
  };
  /** Returns from the login page, or goes there. */
  const arrive = async (): Promise<void> => {
    const { answer, isOwnAnswer, hasSignedOut } = visit;
    if (answer !== undefined && isOwnAnswer) return finish(answer);
    if (answer !== undefined && (await windows?.handOver(answer))) {
      become({ state: 'done' });
      return window.close();
    }
    if (hasSignedOut) return become({ state: 'signed-out', isEverywhere: true });
    return signIn();
  };

  const renew = (old: Tokens): Promise<Tokens> => {
    renewing ??= theProvider()
      .then((it) => it.renew(old))
      .then((renewed) => {
        // Somebody may have signed out meanwhile.
        if (tokens === old) tokens = renewed;
        return renewed;
      })
      .catch((error: unknown) => {
        if (error instanceof SignInRefused && tokens === old) void ask(old.person);
        throw error;
      })
      .finally(() => {
        renewing = undefined;
      });
    return renewing;
  };
  /** Renews the tokens, or waits until the person has signed in again. */
  const refreshed = async (old: Tokens): Promise<void> => {
    try {
      await renew(old);
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      await signedInAgain(old.person);
    }
  };
  const signedInAgain = async (person: Person): Promise<void> => {
    await until((session) => session.state !== 'ended' || !session.isAsking);
    if (current().state === 'ended') throw new SessionEndedError('Your session has ended. Sign in again.');
    await until(({ state }) => state === 'signed-in');
    if (tokens?.person.id !== person.id) {
      throw new SessionEndedError('Somebody else has signed in meanwhile, so nothing was sent.');
    }
  };

  return {
    subscribe,
    current,

    /** Says how this window came to the page, before the session begins. */
    arrive(arrived: Visit): void {
      visit = arrived;
    },

    /** Begins the session, unless it has begun. @param signIn how to sign in; `undefined` if nobody does here. */
    begin(signIn: SignIn | undefined): void {
      if (current().state !== 'starting') return;
      if (signIn === undefined) {
        become({ state: 'open' });
        return;
      }
      how = signIn;
      become({ state: 'signing-in' });
      windows = otherWindows({ onSignedOut, onAnswer });
      void arrive();
    },

    /** Goes to the login page, from which the person returns to this page. */
    signIn,

    /** Asks the person to sign in again, after they did not want to. */
    askAgain(): void {
      const session = current();
      if (session.state === 'ended') void ask(session.person);
    },

    /** The person does not want to sign in again now. */
    stopAsking(): void {
      const session = current();
      if (session.state === 'ended') become({ ...session, isAsking: false });
    },

    /** Signs out: here, in the other windows with this page, and at the provider, if that responds. */
    async signOut(): Promise<void> {
      const left = tokens;
      tokens = undefined;
      rememberSignOut();
      become({ state: 'signed-out', isEverywhere: true });
      windows?.tellSignedOut();
      try {
        const { revoke, logoutUrl } = await theProvider();
        if (left !== undefined) await revoke(left);
        window.location.replace(logoutUrl);
      } catch {
        become({ state: 'signed-out', isEverywhere: false });
      }
    },

    /** The access token of whoever is signed in. */
    token: (): string | undefined => tokens?.accessToken,

    /**
     * Sends a request as soon as somebody is signed in, with a token that has not expired. If the answer says that nobody is
     * signed in, it is sent once more: with a renewed token, or after the person has signed in again.
     * @throws SessionEndedError if they do not want to; ProviderAway if the provider is not responding.
     */
    async authorized<Answer>(send: () => Promise<Answer>, { isRefusal, isChange }: Request): Promise<Answer> {
      const before = current();
      if (before.state === 'ended') {
        const { person, isAsking } = before;
        if (isChange && !isAsking) void ask(person);
        await signedInAgain(person);
      }
      await until(({ state }) => state === 'open' || state === 'signed-in');
      if (tokens !== undefined && tokens.expiresAt - RENEW_BEFORE_MS < Date.now()) await refreshed(tokens);
      const used = tokens;
      try {
        return await send();
      } catch (error) {
        if (used === undefined || !isRefusal(error)) throw error;
        // Another request may have renewed them already.
        if (tokens === used) await refreshed(used);
        else if (tokens === undefined) await signedInAgain(used.person);
        return await send();
      }
    },
  };
}

/** The session of this window. */
export const session = createSession();
