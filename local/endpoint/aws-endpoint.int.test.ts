import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AwsV4Signer } from 'aws4fetch';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type LoopbackServer, openLoopbackServer } from '../http/loopback-server.ts';
import { exchange } from '../http/testing/exchange.ts';
import type { KnownCredentials } from '../iam/caller.ts';
import type { RoleSpec } from '../iam/role.ts';
import type { AwsApi, ServedApi } from '../services/aws-api.ts';
import { jsonResponse } from '../services/aws-api.ts';
import { dynamoDbApi, dynamoDbStreamsApi } from '../services/dynamodb/api.ts';
import { eventBridgeApi } from '../services/events/api.ts';
import { sqsApi } from '../services/sqs/api.ts';
import { awsEndpoint } from './aws-endpoint.ts';
import { asAwsError } from './aws-errors.ts';

const tableArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders';

const reader: RoleSpec = {
  logicalId: 'Reader',
  name: 'reader',
  arn: 'arn:aws:iam::000000000000:role/reader',
  managedPolicyArns: [],
  statements: [
    { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:DeleteItem'], Resource: [tableArn] },
    { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: ['arn:aws:sqs:us-east-1:000000000000:orders'] },
    { Effect: 'Deny', Action: ['dynamodb:Delete*'], Resource: ['*'] },
    {
      Effect: 'Allow',
      Action: ['events:PutEvents'],
      Resource: ['*'],
      Condition: { StringEquals: { 'events:source': 'shop' } },
    },
  ],
};

interface Signing {
  readonly target?: string;
  readonly body?: string;
  /** Signed in addition to the target. */
  readonly headers?: Record<string, string>;
  readonly options?: Record<string, unknown>;
  /** Sent instead of the signed headers and body. */
  readonly sent?: Record<string, string>;
  readonly sentBody?: string;
}

const hashOf = (body: string) => createHash('sha256').update(body).digest('hex');

describe('the AWS endpoint', () => {
  const executed: string[] = [];
  const served = (api: AwsApi): ServedApi => ({
    ...api,
    async handle({ operation, parameters }) {
      executed.push(`${api.target}.${operation}`);
      return jsonResponse(200, { Entries: [], received: parameters });
    },
  });
  let endpoint: LoopbackServer;

  beforeAll(async () => {
    endpoint = await openLoopbackServer(0, { wording: asAwsError });
    const handler = awsEndpoint({
      apis: [dynamoDbApi, dynamoDbStreamsApi, eventBridgeApi, sqsApi].map(served),
      roles: [reader],
      credentials: new Map<string, KnownCredentials>([
        ['READERKEY', { caller: { roleArn: reader.arn }, secretAccessKey: 'reader', sessionToken: 'token' }],
        ['local', { caller: 'developer', secretAccessKey: 'secret' }],
      ]),
    });
    endpoint.serve([handler]);
  });
  afterAll(() => endpoint.close());

  const secrets: Readonly<Record<string, object>> = {
    READERKEY: { secretAccessKey: 'reader', sessionToken: 'token' },
  };
  const settings = (accessKeyId: string) => ({
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'secret', ...secrets[accessKeyId] },
  });
  const dynamodb = (accessKeyId: string) => new DynamoDBClient(settings(accessKeyId));
  const eventBridge = (accessKeyId: string) => new EventBridgeClient(settings(accessKeyId));
  const item = { TableName: 'orders', Key: { pk: { S: '1' } } };
  const post = (headers: Record<string, string>, body = '{}') =>
    fetch(endpoint.url, { method: 'POST', headers, body });
  /** Posts as the developer. The signature is from another library than the one that verifies it. */
  const signedPost = async ({
    target = 'DynamoDB_20120810.ListTables',
    body = '{}',
    ...signing
  }: Signing = {}) => {
    const { headers } = await new AwsV4Signer({
      url: endpoint.url,
      headers: { 'x-amz-target': target, ...signing.headers },
      body,
      service: 'dynamodb',
      region: 'us-east-1',
      accessKeyId: 'local',
      secretAccessKey: 'secret',
      ...signing.options,
    }).sign();
    const { sent = {}, sentBody = body } = signing;
    return post({ ...Object.fromEntries(headers), ...sent }, sentBody);
  };
  /** A time such as `20260102T030405Z`, some minutes from now. */
  const minutesFromNow = (minutes: number) =>
    new Date(Date.now() + minutes * 60_000).toISOString().replace(/[-:]|\.\d+/g, '');

  it('executes what the caller’s role allows', async () => {
    await dynamodb('READERKEY').send(new GetItemCommand(item));
    expect(executed.at(-1)).toBe('DynamoDB_20120810.GetItem');
  });

  it('rejects what the caller’s role does not allow, with AWS’s message, and does not execute it', async () => {
    const before = executed.length;
    const put = dynamodb('READERKEY').send(new PutItemCommand({ TableName: 'orders', Item: item.Key }));
    await expect(put).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: ${reader.arn} is not authorized to perform: dynamodb:PutItem on resource: ${tableArn} because no identity-based policy allows the dynamodb:PutItem action`,
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
    expect(executed).toHaveLength(before);
  });

  it('mentions an explicit Deny', async () => {
    await expect(dynamodb('READERKEY').send(new DeleteItemCommand(item))).rejects.toThrow(
      /dynamodb:DeleteItem on resource: .* with an explicit deny in an identity-based policy/,
    );
  });

  it('checks the source of each event', async () => {
    const entry = { EventBusName: 'shop', Source: 'shop', DetailType: 'a', Detail: '{}' };
    await eventBridge('READERKEY').send(new PutEventsCommand({ Entries: [entry] }));
    expect(executed.at(-1)).toBe('AWSEvents.PutEvents');
    const mixed = new PutEventsCommand({ Entries: [entry, { ...entry, Source: 'other' }] });
    await expect(eventBridge('READERKEY').send(mixed)).rejects.toThrow(
      /events:PutEvents on resource: .*event-bus\/shop/,
    );
  });

  it('gives a role access only to the queues that it is granted', async () => {
    const sqs = (name: string) =>
      new SQSClient(settings('READERKEY')).send(
        new SendMessageBatchCommand({
          QueueUrl: `${endpoint.url}/000000000000/${name}`,
          Entries: [{ Id: 'a', MessageBody: 'a' }],
        }),
      );
    await sqs('orders');
    expect(executed.at(-1)).toBe('AmazonSQS.SendMessageBatch');
    await expect(sqs('mails')).rejects.toThrow(/sqs:SendMessage on resource: .*:000000000000:mails because/);
  });

  it('lets the developer do anything', async () => {
    await dynamodb('local').send(new ListTablesCommand());
    expect(executed.at(-1)).toBe('DynamoDB_20120810.ListTables');
    await eventBridge('local').send(new PutEventsCommand({ Entries: [] }));
    expect(executed.at(-1)).toBe('AWSEvents.PutEvents');
  });

  it('rejects an unknown access key', async () => {
    await expect(dynamodb('NOBODY').send(new ListTablesCommand())).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  it('distinguishes streams from tables by the target', async () => {
    expect((await signedPost({ target: 'DynamoDBStreams_20120810.ListStreams' })).status).toBe(200);
    expect(executed.at(-1)).toBe('DynamoDBStreams_20120810.ListStreams');
  });

  it.each<[string, Signing]>([
    ['signed fourteen minutes ago', { options: { datetime: minutesFromNow(-14) } }],
    ['signed in fourteen minutes', { options: { datetime: minutesFromNow(14) } }],
    ['of another region', { options: { region: 'eu-west-1' } }],
    ['with all headers signed', { options: { allHeaders: true }, headers: { 'x-other': ' a  b ' } }],
    ['with the hash of its body', { headers: { 'x-amz-content-sha256': hashOf('{}') } }],
    ['with non-ASCII characters', { body: '{"a":"größe € \u{1F600}"}' }],
  ])('accepts a request %s', async (_, signing) => {
    expect((await signedPost(signing)).status).toBe(200);
  });

  it.each<[string, Signing, string]>([
    ['another secret', { options: { secretAccessKey: 'guessed' } }, 'InvalidSignatureException'],
    ['another body', { sentBody: '{"Limit":1}' }, 'InvalidSignatureException'],
    [
      'another target',
      { sent: { 'x-amz-target': 'DynamoDB_20120810.DeleteTable' } },
      'InvalidSignatureException',
    ],
    ['an additional unsigned header', { sent: { 'x-amz-more': 'a' } }, 'InvalidSignatureException'],
    [
      'no body signed',
      { headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } },
      'InvalidSignatureException',
    ],
    [
      'the hash of another body',
      { headers: { 'x-amz-content-sha256': hashOf('{}') }, sentBody: '{"Limit":1}' },
      'InvalidSignatureException',
    ],
    ['an old time', { options: { datetime: minutesFromNow(-16) } }, 'InvalidSignatureException'],
    ['a future time', { options: { datetime: minutesFromNow(16) } }, 'InvalidSignatureException'],
    ['a signature for another service', { options: { service: 'events' } }, 'InvalidSignatureException'],
    [
      'permanent credentials with a session token',
      { options: { sessionToken: 'token' } },
      'UnrecognizedClientException',
    ],
    [
      'temporary credentials without their session token',
      { options: { accessKeyId: 'READERKEY', secretAccessKey: 'reader' } },
      'UnrecognizedClientException',
    ],
    [
      'temporary credentials with another session token',
      { options: { accessKeyId: 'READERKEY', secretAccessKey: 'reader', sessionToken: 'tokem' } },
      'UnrecognizedClientException',
    ],
    [
      'an incomplete Authorization header',
      { sent: { authorization: 'AWS4-HMAC-SHA256 Credential=local' } },
      'IncompleteSignatureException',
    ],
    ['no time', { sent: { 'x-amz-date': 'yesterday' } }, 'IncompleteSignatureException'],
    ['its signature in the query', { options: { signQuery: true } }, 'MissingAuthenticationTokenException'],
    [
      'a body that is not JSON',
      { target: 'AWSEvents.PutEvents', body: '{', options: { service: 'events' } },
      'SerializationException',
    ],
    ['an unknown target', { target: 'AmazonSNS.Publish' }, 'UnknownOperationException'],
    ['an unknown operation', { target: 'DynamoDB_20120810.Explode' }, 'UnknownOperationException'],
    ['the name of a property of every object', { target: 'AWSEvents.toString' }, 'UnknownOperationException'],
    ['a body that is not a JSON object', { body: '[]' }, 'SerializationException'],
  ])('rejects a request with %s, and does not execute it', async (_, signing, type) => {
    const before = executed.length;
    const response = await signedPost(signing);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: `com.amazon.coral.service#${type}` });
    expect(executed).toHaveLength(before);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no target', {}, 'UnknownOperationException'],
    ['no signature', { 'x-amz-target': 'AWSEvents.PutEvents' }, 'MissingAuthenticationTokenException'],
  ])('rejects a request with %s', async (_, headers, type) => {
    const response = await post(headers);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: `com.amazon.coral.service#${type}` });
  });

  describe('does not wait for the body', () => {
    /** Sends the headers of a request without ever sending its body, and returns the status of the response. */
    async function statusForHead(headers: Record<string, string>): Promise<number | undefined> {
      const pending = request(endpoint.url, { method: 'POST', headers });
      pending.on('error', () => undefined).flushHeaders();
      const [response] = (await once(pending, 'response')) as [IncomingMessage];
      pending.destroy();
      return response.statusCode;
    }
    const signedHead = async (target: string, service: string, length: number) => {
      const { headers } = await new AwsV4Signer({
        url: endpoint.url,
        headers: { 'x-amz-target': target },
        body: 'never sent',
        service,
        region: 'us-east-1',
        accessKeyId: 'local',
        secretAccessKey: 'secret',
      }).sign();
      return { ...Object.fromEntries(headers), 'content-length': String(length) };
    };
    const MIB = 1024 * 1024;

    it('of a caller without credentials', async () => {
      const head = { 'x-amz-target': 'DynamoDB_20120810.ListTables', 'content-length': String(MIB) };
      expect(await statusForHead(head)).toBe(400);
    });

    it.each([
      ['DynamoDB_20120810.PutItem', 'dynamodb', 16 * MIB],
      ['AWSEvents.PutEvents', 'events', 4 * MIB],
    ])('of a %s request whose Content-Length is too large', async (target, service, limit) => {
      expect(await statusForHead(await signedHead(target, service, limit + 1))).toBe(413);
    });
  });

  it('rejects a body that turns out to be too long, and answers the next request on the same connection', async () => {
    const body = 'x'.repeat(5 * 1024 * 1024);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const { headers } = await new AwsV4Signer({
      url: endpoint.url,
      headers: { 'x-amz-target': 'AWSEvents.PutEvents' },
      body,
      service: 'events',
      region: 'us-east-1',
      accessKeyId: 'local',
      secretAccessKey: 'secret',
    }).sign();
    const send = async (content: string) => {
      const sending = request(endpoint.url, { method: 'POST', agent, headers: Object.fromEntries(headers) });
      // Written in two steps, so that there is no Content-Length.
      sending.write(content);
      sending.end();
      const [response] = (await once(sending, 'response')) as [IncomingMessage];
      return { status: response.statusCode, body: JSON.parse(await text(response)) };
    };
    expect(await send(body)).toMatchObject({
      status: 413,
      body: { __type: 'com.amazon.coral.service#RequestEntityTooLargeException' },
    });
    expect(await send('{}')).toMatchObject({ status: 400 });
    agent.destroy();
  });

  it.each([
    ['another Host', 'POST / HTTP/1.1\r\nHost: evil.example\r\n\r\n', 403, 'AccessDeniedException'],
    [
      'a request from another site’s page',
      'POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nOrigin: http://evil.example\r\n\r\n',
      403,
      'AccessDeniedException',
    ],
    ['data that is not HTTP', 'nonsense\r\n\r\n', 400, 'MalformedHttpRequestException'],
  ])('rejects %s in AWS’s error format', async (_, bytes, status, type) => {
    const { port } = endpoint;
    const answer = await exchange(port, bytes.replaceAll('PORT', String(port)));
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': expect.stringMatching(/^[\da-f-]{36}$/),
    });
    expect(JSON.parse(answer.body)).toMatchObject({ __type: `com.amazon.coral.service#${type}` });
  });
});

it('a handler that fails gives a 500 without the error’s message, which is logged', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const failing = async () => Promise.reject(new Error('secret'));
  const endpoint = await openLoopbackServer(0, { wording: asAwsError });
  const credentials = new Map([['local', { caller: 'developer' as const, secretAccessKey: 'any' }]]);
  endpoint.serve([awsEndpoint({ apis: [{ ...dynamoDbApi, handle: failing }], roles: [], credentials })]);
  const client = new DynamoDBClient({
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'any' },
    maxAttempts: 1,
  });
  await expect(client.send(new ListTablesCommand())).rejects.toMatchObject({
    name: 'InternalServerError',
    message: expect.not.stringContaining('secret'),
  });
  expect(log).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'secret' }));
  log.mockRestore();
  client.destroy();
  await endpoint.close();
});

it('signals a handler when its client disconnects', async () => {
  const began = Promise.withResolvers<AbortSignal>();
  const endpoint = await openLoopbackServer(0, { wording: asAwsError });
  const handle: ServedApi['handle'] = async ({ signal }) => {
    began.resolve(signal);
    await once(signal, 'abort');
    return jsonResponse(200, {});
  };
  const credentials = new Map([['local', { caller: 'developer' as const, secretAccessKey: 'any' }]]);
  endpoint.serve([awsEndpoint({ apis: [{ ...dynamoDbApi, handle }], roles: [], credentials })]);
  const client = new DynamoDBClient({
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'any' },
  });
  const leaving = new AbortController();
  const call = client.send(new ListTablesCommand(), { abortSignal: leaving.signal });
  const signal = await began.promise;
  const aborted = once(signal, 'abort');
  leaving.abort();
  await expect(call).rejects.toThrow();
  await aborted;
  client.destroy();
  await endpoint.close();
});
