import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type AwsEndpoint, type JsonHandler, type RawHandler, startAwsEndpoint } from './aws-endpoint.ts';
import { exchange } from './http/fixture/exchange.ts';
import type { RoleSpec } from './template/model.ts';

const tableArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders';

const reader: RoleSpec = {
  logicalId: 'Reader',
  name: 'reader',
  arn: 'arn:aws:iam::000000000000:role/reader',
  managedPolicyArns: [],
  statements: [
    { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:DeleteItem'], Resource: [tableArn] },
    { Effect: 'Deny', Action: ['dynamodb:Delete*'], Resource: ['*'] },
    {
      Effect: 'Allow',
      Action: ['events:PutEvents'],
      Resource: ['*'],
      Condition: { StringEquals: { 'events:source': 'shop' } },
    },
  ],
};

describe('the AWS endpoint', () => {
  const carriedOut: string[] = [];
  const raw =
    (service: string): RawHandler =>
    async (operation) => {
      carriedOut.push(`${service}.${operation}`);
      return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: '{}' };
    };
  const events: JsonHandler = async (operation, body) => {
    carriedOut.push(`events.${operation}`);
    return { status: 200, body: { FailedEntryCount: 0, Entries: [], received: body } };
  };
  let endpoint: AwsEndpoint;

  beforeAll(async () => {
    endpoint = await startAwsEndpoint({
      port: 0,
      model: { roles: [reader] },
      credentials: new Map([['READERKEY', reader.arn]]),
      services: { dynamodb: raw('dynamodb'), streams: raw('streams'), events },
    });
  });
  afterAll(() => endpoint.close());

  const settings = (accessKeyId: string) => ({
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'any' },
  });
  const dynamodb = (accessKeyId: string) => new DynamoDBClient(settings(accessKeyId));
  const eventBridge = (accessKeyId: string) => new EventBridgeClient(settings(accessKeyId));
  const item = { TableName: 'orders', Key: { pk: { S: '1' } } };
  const post = (headers: Record<string, string>, body = '{}') =>
    fetch(endpoint.url, { method: 'POST', headers, body });

  it('carries out what the caller’s role allows', async () => {
    await dynamodb('READERKEY').send(new GetItemCommand(item));
    expect(carriedOut.at(-1)).toBe('dynamodb.GetItem');
  });

  it('refuses what the caller’s role does not allow, in AWS’s words, and does not carry it out', async () => {
    const before = carriedOut.length;
    const put = dynamodb('READERKEY').send(new PutItemCommand({ TableName: 'orders', Item: item.Key }));
    await expect(put).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: ${reader.arn} is not authorized to perform: dynamodb:PutItem on resource: ${tableArn} because no identity-based policy allows the dynamodb:PutItem action`,
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
    expect(carriedOut).toHaveLength(before);
  });

  it('says when a Deny takes a permission away', async () => {
    await expect(dynamodb('READERKEY').send(new DeleteItemCommand(item))).rejects.toThrow(
      /dynamodb:DeleteItem on resource: .* with an explicit deny in an identity-based policy/,
    );
  });

  it('looks at the source of each event', async () => {
    const entry = { EventBusName: 'shop', Source: 'shop', DetailType: 'a', Detail: '{}' };
    await eventBridge('READERKEY').send(new PutEventsCommand({ Entries: [entry] }));
    expect(carriedOut.at(-1)).toBe('events.PutEvents');
    const mixed = new PutEventsCommand({ Entries: [entry, { ...entry, Source: 'other' }] });
    await expect(eventBridge('READERKEY').send(mixed)).rejects.toThrow(
      /events:PutEvents on resource: .*event-bus\/shop/,
    );
  });

  it.each(['local', 'test'])('lets the developer’s key %s do anything', async (key) => {
    await dynamodb(key).send(new ListTablesCommand());
    expect(carriedOut.at(-1)).toBe('dynamodb.ListTables');
    await eventBridge(key).send(new PutEventsCommand({ Entries: [] }));
    expect(carriedOut.at(-1)).toBe('events.PutEvents');
  });

  it('refuses a key that nobody has', async () => {
    await expect(dynamodb('NOBODY').send(new ListTablesCommand())).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  it('tells streams from tables by the target', async () => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host';
    await post({ 'x-amz-target': 'DynamoDBStreams_20120810.ListStreams', authorization });
    expect(carriedOut.at(-1)).toBe('streams.ListStreams');
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['an unknown target', { 'x-amz-target': 'AmazonSQS.SendMessage' }, '{}', 'UnknownOperationException'],
    ['no target', {}, '{}', 'UnknownOperationException'],
    ['no signature', { 'x-amz-target': 'AWSEvents.PutEvents' }, '{}', 'MissingAuthenticationTokenException'],
    [
      'a signature for another service',
      {
        'x-amz-target': 'AWSEvents.PutEvents',
        authorization:
          'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host',
      },
      '{}',
      'InvalidSignatureException',
    ],
    [
      'a body that is not JSON',
      {
        'x-amz-target': 'AWSEvents.PutEvents',
        authorization:
          'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/events/aws4_request, SignedHeaders=host',
      },
      '{',
      'SerializationException',
    ],
  ])('refuses %s', async (_, headers, body, type) => {
    const response = await post(headers, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: `com.amazon.coral.service#${type}` });
  });

  it.each([
    ['a foreign Host', 'POST / HTTP/1.1\r\nHost: evil.example\r\n\r\n', 403, 'AccessDeniedException'],
    [
      'a foreign page',
      'POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nOrigin: http://evil.example\r\n\r\n',
      403,
      'AccessDeniedException',
    ],
    ['what is no HTTP', 'nonsense\r\n\r\n', 400, 'MalformedHttpRequestException'],
  ])('refuses %s in AWS’s shape', async (_, bytes, status, type) => {
    const port = Number(new URL(endpoint.url).port);
    const answer = await exchange(port, bytes.replaceAll('PORT', String(port)));
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': expect.stringMatching(/^[\da-f-]{36}$/),
    });
    expect(JSON.parse(answer.body)).toMatchObject({ __type: `com.amazon.coral.service#${type}` });
  });

  it('says which port is taken', async () => {
    const port = Number(new URL(endpoint.url).port);
    const services = { dynamodb: raw('dynamodb'), streams: raw('streams'), events };
    const second = startAwsEndpoint({ port, model: { roles: [] }, credentials: new Map(), services });
    await expect(second).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
  });
});

it('a handler that fails answers 500 without its message, which the log has', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const failing = async () => Promise.reject(new Error('secret'));
  const endpoint = await startAwsEndpoint({
    port: 0,
    model: { roles: [] },
    credentials: new Map(),
    services: { dynamodb: failing, streams: failing, events: failing },
  });
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
