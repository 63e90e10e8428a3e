import { expect, test } from 'vitest';
import { credentialsOf, functionCredentials } from './credentials.ts';

const spec = (name: string, roleArn: string) => ({
  logicalId: name,
  name,
  arn: `arn:aws:lambda:eu-west-1:000000000000:function:${name}`,
  codePath: '/code',
  handler: 'index.handler',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: {},
  roleArn,
});

test('each function has its own access key, even if two share a role', () => {
  const [first, second] = [spec('first', 'role-1'), spec('second', 'role-1')];
  const known = functionCredentials([first, second]);
  expect(known.size).toBe(2);
  const { accessKeyId, ...secrets } = credentialsOf(second.arn);
  expect(known.get(accessKeyId)).toEqual({ ...secrets, caller: { roleArn: 'role-1' } });
});

test('credentials look temporary and stay the same', () => {
  const { accessKeyId, secretAccessKey, sessionToken } = credentialsOf('arn:one');
  expect(accessKeyId).toMatch(/^ASIA[0-9A-F]{16}$/);
  expect(secretAccessKey).toHaveLength(40);
  expect(sessionToken).not.toBe('');
  expect(credentialsOf('arn:one').accessKeyId).toBe(accessKeyId);
});
