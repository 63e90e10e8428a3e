import { matchesGlob } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withApp } from '../testing/synthesized.ts';

/** The synthesized stacks of a stage. */
const stacksOf = (stage: 'dev' | 'prod') =>
  withApp({ target: 'aws', stage }, (app) =>
    app.synth().stacks.map(({ stackName, template, terminationProtection, dependencies }) => ({
      stackName,
      template,
      terminationProtection,
      dependencies,
    })),
  );

const dev = stacksOf('dev');
const prod = stacksOf('prod');

describe('API Gateway’s account setting', () => {
  const shared = dev.filter(({ stackName }) => prod.some((other) => other.stackName === stackName));

  test('is in one stack that all stages share', () => {
    expect(shared.map(({ stackName }) => stackName)).toEqual(['MultidomainAccount']);
    const same = prod.find(({ stackName }) => stackName === 'MultidomainAccount');
    expect(shared[0]?.template).toEqual(same?.template);
  });

  test('is in no other stack, so that its role is not deleted with a stage', () => {
    for (const { stackName, template } of [...dev, ...prod]) {
      const types = Object.values<{ Type: string }>(template.Resources).map(({ Type }) => Type);
      expect([stackName, types.includes('AWS::ApiGateway::Account')]).toEqual([
        stackName,
        stackName === 'MultidomainAccount',
      ]);
    }
  });

  test('is not deleted with a stage: its stack is protected, and `npm run destroy` skips it', async () => {
    expect(shared[0]?.terminationProtection).toBe(true);
    const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
    const [, pattern = ''] = /^cdk destroy "(.+)"$/.exec(manifest.scripts.destroy) ?? [];
    for (const { stackName } of [...dev, ...prod]) {
      expect([stackName, matchesGlob(stackName, pattern)]).toEqual([
        stackName,
        stackName !== 'MultidomainAccount',
      ]);
    }
  });

  test('is deployed before the API, which writes an access log', () => {
    for (const stacks of [dev, prod]) {
      const api = stacks.find(({ stackName }) => stackName.endsWith('-Api'));
      expect(api?.dependencies.map(({ id }) => id)).toContain('MultidomainAccount');
    }
  });
});
