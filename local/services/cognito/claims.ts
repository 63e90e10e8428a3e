import type { KnownPerson } from './people.ts';

/** What Cognito's access tokens hold besides what every JWT of OAuth does. The user name is the id, as on AWS where people sign in by e-mail. */
export function accessTokenClaims(person: KnownPerson, authTime: number): Record<string, unknown> {
  return {
    username: person.sub,
    token_use: 'access',
    version: 2,
    auth_time: authTime,
    ...groupsOf(person),
  };
}

/** What Cognito's id tokens hold besides what every id token does. */
export function idTokenClaims(
  person: KnownPerson,
  authTime: number,
): Record<string, unknown> & { sub: string } {
  return {
    sub: person.sub,
    'cognito:username': person.sub,
    token_use: 'id',
    email: person.email,
    email_verified: true,
    name: person.name,
    auth_time: authTime,
    ...groupsOf(person),
  };
}

/** The names of the claims above, all of which the scope `openid` asks for. */
export const ID_TOKEN_CLAIMS = [
  'sub',
  'cognito:username',
  'token_use',
  'email',
  'email_verified',
  'name',
  'auth_time',
  'cognito:groups',
];

/** Cognito leaves the claim out where there is nothing to name. */
function groupsOf({ groups }: KnownPerson): Record<string, unknown> {
  return groups.length > 0 ? { 'cognito:groups': groups } : {};
}
