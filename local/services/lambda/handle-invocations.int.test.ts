import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { awsEndpoint } from '../../endpoint/aws-endpoint.ts';
import { asAwsError } from '../../endpoint/aws-errors.ts';
import { type LoopbackServer, openLoopbackServer } from '../../http/loopback-server.ts';
import type { KnownCredentials } from '../../iam/caller.ts';
import { functionArn } from './api.ts';
import { TestLambda } from './testing/test-lambda.ts';

const lambdas = new TestLambda();
afterAll(() => lambdas.remove());

const secrets = { secretAccessKey: 'secret' };
const caller = {
  logicalId: 'Caller',
  name: 'caller',
  arn: 'arn:aws:iam::000000000000:role/caller',
  managedPolicyArns: [],
  statements: [
    { Effect: 'Allow' as const, Action: ['lambda:InvokeFunction'], Resource: [functionArn('greet')] },
  ],
};

let server: LoopbackServer;
beforeEach(async () => {
  const { lambda } = await lambdas.start(
    `export const handler = async ({ name }) => {
      if (name === undefined) throw new TypeError('nobody to greet');
      return { text: 'Hello ' + name };
    };`,
    { name: 'greet', arn: functionArn('greet') },
  );
  server = await openLoopbackServer(0, { wording: asAwsError });
  const credentials = new Map<string, KnownCredentials>([
    ['developer', { ...secrets, caller: 'developer' }],
    ['caller', { ...secrets, caller: { roleArn: caller.arn } }],
  ]);
  server.serve([awsEndpoint({ apis: lambda.apis, roles: [caller], credentials })]);
});
afterEach(async () => {
  await server.close();
  await lambdas.stop();
});

function client(accessKeyId = 'caller'): LambdaClient {
  const credentials = { ...secrets, accessKeyId };
  return new LambdaClient({ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 });
}

const invoke = (input: Partial<InvokeCommandInput>, by?: string) =>
  client(by).send(new InvokeCommand({ FunctionName: 'greet', ...input }));

test.each(['greet', functionArn('greet')])(
  'a function is invoked as %s, and its result returned',
  async (FunctionName) => {
    const { StatusCode, FunctionError, Payload } = await invoke({ FunctionName, Payload: '{"name":"Zoë"}' });
    expect({ StatusCode, FunctionError, result: JSON.parse(Payload?.transformToString() ?? '') }).toEqual({
      StatusCode: 200,
      FunctionError: undefined,
      result: { text: 'Hello Zoë' },
    });
  },
);

test('a failure of the function is returned as such; without a payload, the event is {}', async () => {
  const { StatusCode, FunctionError, Payload } = await invoke({});
  expect({ StatusCode, FunctionError, result: JSON.parse(Payload?.transformToString() ?? '') }).toEqual({
    StatusCode: 200,
    FunctionError: 'Unhandled',
    result: { errorType: 'TypeError', errorMessage: 'nobody to greet' },
  });
});

test('a role invokes only the functions that it is granted', async () => {
  await expect(invoke({ FunctionName: 'other' })).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`lambda:InvokeFunction on resource: ${functionArn('other')}`),
  });
});

test.each<[string, Partial<InvokeCommandInput>, string, string, number]>([
  [
    'of a function that does not exist',
    { FunctionName: 'other' },
    'ResourceNotFoundException',
    functionArn('other'),
    404,
  ],
  ['that is not JSON', { Payload: '{' }, 'InvalidRequestContentException', 'Could not parse', 400],
  ['that nobody waits for', { InvocationType: 'Event' }, 'InvalidParameterValueException', '"Event"', 400],
])('an invocation %s is refused', async (_, input, name, text, status) => {
  await expect(invoke(input, 'developer')).rejects.toMatchObject({
    name,
    message: expect.stringContaining(text),
    $metadata: { httpStatusCode: status },
  });
});

test.each(['/2015-03-31/functions/greet', '/2015-03-31/functions/%zz/invocations', '/greet/invocations'])(
  'nothing is called at %s',
  async (path) => {
    const response = await fetch(`${server.url}${path}`, { method: 'POST', body: '{}' });
    expect(await response.json()).toMatchObject({
      __type: expect.stringMatching(/#UnknownOperationException$/),
    });
  },
);
