import { expect, test } from 'vitest';
import type { TokenClaims } from '../verify-token.ts';
import { authorize } from './authorization.ts';

const access: TokenClaims = { sub: '7', token_use: 'access', scope: 'openid shop/read' };
const id: TokenClaims = { sub: '7', token_use: 'id' };
const tokens: Readonly<Record<string, TokenClaims | 'expired'>> = { access, id, old: 'expired' };
const decide = (scopes: string[], header: string | undefined) =>
  authorize({ userPoolArns: ['arn'], header: 'Authorization', scopes }, header, async (arns, token) =>
    arns[0] === 'arn' ? (tokens[token] ?? 'invalid') : 'invalid',
  );

test.each([
  [['openid'], 'Bearer access', access],
  [['openid'], 'bearer  access', access],
  [['openid'], 'access', access],
  [['shop/write', 'shop/read'], 'Bearer access', access],
  [[], 'Bearer id', id],
])('with the scopes %j, "%s" may pass', async (scopes, header, claims) => {
  expect(await decide(scopes, header)).toEqual({ claims });
});

test.each([
  [['openid'], undefined, 'unauthorized'],
  [['openid'], '', 'unauthorized'],
  [['openid'], 'Bearer ', 'unauthorized'],
  [['openid'], 'Basic access', 'unauthorized'],
  [['openid'], 'Bearer garbage', 'unauthorized'],
  [['openid'], 'Bearer id', 'unauthorized'],
  [['openid'], 'Bearer old', 'expiredToken'],
  [['shop/write'], 'Bearer access', 'accessDenied'],
  [['open'], 'Bearer access', 'accessDenied'],
  [[], 'Bearer access', 'unauthorized'],
])('with the scopes %j, "%s" is %s', async (scopes, header, reason) => {
  expect(await decide(scopes, header)).toBe(reason);
});
