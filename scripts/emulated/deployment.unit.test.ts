import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readDeployment } from './deployment.ts';

const api = { 'Multidomain-Api': { ApiEndpoint4F160690: 'https://7953cea5.execute-api.x.example/api/' } };
const identity = { 'Multidomain-Identity': { UserPoolId: 'us-east-1_a1', LocalClientId: 'c1', Other: 'x' } };

function outputs(content?: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'outputs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'outputs.json');
  if (content !== undefined) writeFileSync(file, JSON.stringify(content));
  return file;
}

test('before anything is deployed, there is no deployment', () => {
  expect(readDeployment(outputs())).toBeUndefined();
});

test('a deployment with a user pool asks for a sign-in', () => {
  const signIn = { userPoolId: 'us-east-1_a1', clientId: 'c1' };
  expect(readDeployment(outputs({ ...identity, ...api }))).toEqual({ apiId: '7953cea5', signIn });
});

test('a deployment without a user pool is open', () => {
  expect(readDeployment(outputs(api))).toEqual({ apiId: '7953cea5', signIn: undefined });
});

test('outputs without an API are reported', () => {
  expect(() => readDeployment(outputs(identity))).toThrow(/no output ApiEndpoint/);
});
