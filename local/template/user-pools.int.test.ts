import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadSystem } from './load-system.ts';
import { synthesizeMembers } from './testing/members-app.ts';

test('user pools and authorizers as the CDK writes them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'user-pools-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const code = join(folder, 'code');
  mkdirSync(code);
  writeFileSync(join(code, 'index.js'), 'exports.handler = async () => ({});');
  const { userPools, apis } = loadSystem(synthesizeMembers(join(folder, 'cdk.out'), code));
  expect(userPools).toEqual([
    {
      logicalId: expect.stringMatching(/^Pool/),
      id: expect.stringMatching(/^us-east-1_[a-z\d]{9}$/),
      arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${userPools[0]?.id}`,
      name: 'Members',
      clients: [
        {
          logicalId: expect.stringMatching(/^PoolPage/),
          id: expect.stringMatching(/^[a-z\d]{26}$/),
          name: 'Page',
          signsIn: true,
          callbackUrls: ['http://localhost/'],
          logoutUrls: ['http://localhost/'],
          scopes: ['openid'],
          accessTokenSeconds: 900,
          idTokenSeconds: 900,
          refreshTokenSeconds: 604_800,
          rotation: { graceSeconds: 10 },
        },
        expect.objectContaining({ name: 'Program', scopes: ['openid', 'email'] }),
      ],
      groups: [
        { name: 'reader', description: 'Those who are a reader' },
        { name: 'writer', description: 'Those who are a writer' },
      ],
    },
  ]);
  expect(userPools[0]?.clients[1]).not.toHaveProperty('rotation');
  expect(apis[0]?.routes.map(({ path, authorization }) => [path, authorization])).toEqual([
    ['/me', { userPoolArns: [userPools[0]?.arn], header: 'Authorization', scopes: ['openid'] }],
    ['/secret', { userPoolArns: [userPools[0]?.arn], header: 'Authorization', scopes: ['email'] }],
    ['/open', undefined],
  ]);
});
