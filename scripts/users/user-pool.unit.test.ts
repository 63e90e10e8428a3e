import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { noteRunning } from '../running/running-system.ts';
import { userPoolAt } from './user-pool.ts';

const cloudFormation = mockClient(CloudFormationClient);

beforeEach(() => {
  cloudFormation.reset();
  vi.stubEnv('AWS_REGION', 'eu-central-1');
});

afterAll(() => cloudFormation.restore());

const stack = (...outputs: [OutputKey: string, OutputValue: string][]) => ({
  Stacks: [
    {
      StackName: 'Identity',
      CreationTime: new Date(0),
      StackStatus: 'CREATE_COMPLETE' as const,
      Outputs: outputs.map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    },
  ],
});

test.each([
  ['dev', 'Multidomain-Identity'],
  ['prod', 'MultidomainProd-Identity'],
] as const)('the pool of the stage %s is the one that the stack %s names', async (stage, StackName) => {
  cloudFormation
    .on(DescribeStacksCommand, { StackName })
    .resolves(stack(['Other', 'other'], ['UserPoolId', 'eu-central-1_pool']));
  const { client, id } = await userPoolAt({ kind: 'aws', stage });
  expect(id).toBe('eu-central-1_pool');
  expect(await client.config.region()).toBe('eu-central-1');
});

test.each([
  ['a stack without outputs', stack()],
  ['no stack', {}],
])('%s has no pool', async (_, answer) => {
  cloudFormation.on(DescribeStacksCommand).resolves(answer);
  await expect(userPoolAt({ kind: 'aws', stage: 'dev' })).rejects.toThrow(
    'The stack Multidomain-Identity has no user pool. Deploy it again.',
  );
});

test('the pool of npm start is called at its endpoint, with its credentials', async () => {
  const awsCredentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
  const forget = noteRunning(65_534, {
    ...{ awsEndpoint: 'http://127.0.0.1:65535', awsCredentials, userPoolIds: ['us-east-1_pool'] },
  });
  const { client, id } = await userPoolAt({ kind: 'local', port: 65_534 });
  forget();
  expect(id).toBe('us-east-1_pool');
  expect(await client.config.credentials()).toMatchObject(awsCredentials);
  expect(await client.config.endpoint?.()).toMatchObject({ hostname: '127.0.0.1', port: 65_535 });
  expect(await client.config.region()).toBe('us-east-1');
});
