import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Role } from '../../contracts/definition/roles.ts';
import { readDeployment } from '../emulated/deployment.ts';
import { beginAuthorization } from './authorization.ts';
import { SignInError } from './sign-in-error.ts';
import type { Tokens } from './tokens.ts';

/** A user pool on an emulator of AWS. */
export interface EmulatedPool {
  /** The emulator's address. */
  readonly endpoint: string;
  readonly userPoolId: string;
  readonly clientId: string;
}

/** Registered for the client; nothing listens there. */
const REDIRECT_URI = 'http://localhost:8976/';

/**
 * The user pool of an API on an emulator, if this folder deployed it there last.
 * @param url the API's address, such as `http://localhost:4566/_aws/execute-api/7953cea5`.
 */
export function emulatedPoolOf(url: string, deployment = readDeployment): EmulatedPool | undefined {
  const { origin, pathname } = URL.parse(url) ?? {};
  const apiId = pathname?.match(/^\/_aws\/execute-api\/([^/]+)/)?.[1];
  if (origin === undefined || apiId === undefined) return undefined;
  const deployed = deployment();
  return deployed?.apiId === apiId && deployed.signIn ? { endpoint: origin, ...deployed.signIn } : undefined;
}

/**
 * Signs in at an emulator as somebody with this role, whom it adds first: walks through the login page like a browser, since
 * the API wants the scope that only this way gives.
 * @throws SignInError if the emulator refuses.
 */
export async function signInOnEmulator(pool: EmulatedPool, role: Role): Promise<Tokens> {
  const person = await addPerson(pool, role);
  // An emulator serves the pool's metadata, but under the issuer's name on AWS.
  const issuer = `${pool.endpoint}/${pool.userPoolId}/.well-known/openid-configuration`;
  const authorization = await beginAuthorization({ issuer, clientId: pool.clientId }, REDIRECT_URI);
  // biome-ignore lint/style/noRestrictedGlobals: not a route of the API
  const page = await (await fetch(authorization.url)).text();
  const body = new URLSearchParams({ ...hiddenFields(page), ...person });
  const action = new URL(page.match(/<form[^>]* action="([^"]*)"/)?.[1] ?? '', authorization.url);
  // biome-ignore lint/style/noRestrictedGlobals: not a route of the API
  const response = await fetch(action, { method: 'POST', body, redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) {
    throw new SignInError(`The login page at ${action} does not lead back: it answers ${response.status}.`);
  }
  return authorization.finish(new URL(location));
}

/** What the login page wants to get back. */
const hiddenFields = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );

/** Adds somebody with a role, or gives them the same password again. */
async function addPerson(
  { endpoint, userPoolId }: EmulatedPool,
  role: Role,
): Promise<{ username: string; password: string }> {
  const [region = ''] = userPoolId.split('_');
  const client = new CognitoIdentityProviderClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const username = `${role}@example.com`;
  // Whoever reaches the emulator can set passwords, so this is no secret. It is the same for programs at the same time.
  const password = `Emulated-${userPoolId}-1`;
  const person = { UserPoolId: userPoolId, Username: username };
  await client
    .send(
      new AdminCreateUserCommand({
        ...person,
        UserAttributes: [
          { Name: 'email', Value: username },
          { Name: 'email_verified', Value: 'true' },
        ],
        MessageAction: 'SUPPRESS',
      }),
    )
    .catch((error: unknown) => {
      if (!(error instanceof UsernameExistsException)) throw error;
    });
  await client.send(new AdminSetUserPasswordCommand({ ...person, Password: password, Permanent: true }));
  await client.send(new AdminAddUserToGroupCommand({ ...person, GroupName: role }));
  return { username, password };
}
