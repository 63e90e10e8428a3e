import { expect, inject, test } from 'vitest';
import { loadSystem } from '../local/template/load-system.ts';
import { Contention, contending } from '../shared/testing/contention.ts';
import { raceOf50For20 } from './support/race.ts';
import { startOwnSystem } from './support/system.ts';

// For the embedded runtime alone: its engine never refuses anything by itself, so this file does it.
const contention = new Contention();
const { tables } = loadSystem(inject('assemblyDir'));
await startOwnSystem('contention', {
  beforeDynamoDb: (dynamoDb) => contending(dynamoDb, tables, contention),
});

test('while DynamoDB refuses writes that meet, 20 of 50 buyers get one of 20 units', async () => {
  await raceOf50For20();
  expect(contention.refusals).toBeGreaterThan(0);
});

test('while DynamoDB throttles every fifth request as well, 20 of 50 buyers get one of 20 units', async () => {
  contention.throttledShare = 0.2;
  await raceOf50For20();
});
