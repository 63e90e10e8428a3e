import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SystemModel } from '../model.ts';
import { loadSystem } from './load-system.ts';
import { synthesizeShop } from './testing/shop-app.ts';

describe('an app synthesized by the CDK', () => {
  const folder = mkdtempSync(join(tmpdir(), 'load-system-'));
  let model: SystemModel;

  beforeAll(() => {
    const code = join(folder, 'code');
    mkdirSync(code);
    writeFileSync(join(code, 'index.js'), 'exports.handler = async () => ({});');
    model = loadSystem(synthesizeShop(join(folder, 'cdk.out'), code));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has tables in the form of CreateTable, with stream and time to live', () => {
    expect(model.tables).toHaveLength(1);
    expect(model.tables[0]).toMatchObject({
      name: expect.stringMatching(/^Orders-Table/),
      streamArn: expect.stringMatching(/:table\/Orders-Table[^/]+\/stream\//),
      timeToLive: { AttributeName: 'expiresAt', Enabled: true },
      create: {
        BillingMode: 'PAY_PER_REQUEST',
        GlobalSecondaryIndexes: [{ IndexName: 'by-time', Projection: { ProjectionType: 'ALL' } }],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    });
    expect(model.tables[0]?.create).not.toHaveProperty('TimeToLiveSpecification');
  });

  it('has functions with the unpacked asset and with names from other stacks', () => {
    expect(model.functions).toHaveLength(3);
    for (const { codePath, environment } of model.functions) {
      expect(codePath).toMatch(/cdk\.out\/asset\.[0-9a-f]+$/);
      expect(environment).toEqual({ TABLE_NAME: model.tables[0]?.name, BUS_NAME: 'shop' });
    }
  });

  it('has roles with the statements of the grants', () => {
    const placeOrder = model.functions.find(({ logicalId }) => logicalId.startsWith('PlaceOrder'));
    const role = model.roles.find(({ arn }) => arn === placeOrder?.roleArn);
    expect(role?.statements).toContainEqual({
      Effect: 'Allow',
      Action: expect.arrayContaining(['dynamodb:PutItem', 'dynamodb:Query']),
      Resource: [model.tables[0]?.arn, `${model.tables[0]?.arn}/index/*`],
    });
  });

  it('has event sources with their batches, filters and destinations', () => {
    const [stream, queue] = model.eventSources;
    expect(stream).toMatchObject({
      sourceArn: model.tables[0]?.streamArn,
      batchSize: 10,
      maximumRetryAttempts: 5,
      maximumRecordAgeSeconds: 3_600,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      filters: [{ eventName: ['INSERT'] }],
      onFailureArn: model.queues[0]?.arn,
    });
    expect(queue).toMatchObject({
      sourceArn: model.queues[1]?.arn,
      batchSize: 5,
      maximumBatchingWindowSeconds: 1,
      maximumConcurrency: 4,
      filters: [],
    });
  });

  it('has rules, queues and routes that refer to each other', () => {
    expect(model.rules).toMatchObject([
      {
        busName: 'shop',
        enabled: true,
        targets: [{ id: 'Target0', arn: model.queues[1]?.arn, deadLetterArn: model.queues[0]?.arn }],
      },
    ]);
    expect(model.queues[1]?.redrive).toEqual({ deadLetterArn: model.queues[0]?.arn, maxReceiveCount: 3 });
    expect(model.apis[0]?.stage).toBe('api');
    expect(model.apis[0]?.routes.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /orders',
      'GET /orders/{orderId}',
    ]);
  });
});

it('a folder without a manifest is an error that says what to do', () => {
  expect(() => loadSystem(join(tmpdir(), 'no-such-assembly'))).toThrow(/synthesize the CDK app first/);
});
