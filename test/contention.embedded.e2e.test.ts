import { expect, inject, test } from 'vitest';
import { loadSystem } from '../local/template/load-system.ts';
import { Contention, contending } from '../shared/testing/contention.ts';
import { raceOf50For20 } from './support/race.ts';
import { startOwnSystem } from './support/system.ts';

// Only for the embedded runtime: its DynamoDB engine never has conflicts or throttles, so this file simulates them.
const contention = new Contention();
const { tables } = loadSystem(inject('assemblyDir'));
await startOwnSystem('contention', {
  beforeDynamoDb: (dynamoDb) => contending(dynamoDb, tables, contention),
});

test('when DynamoDB refuses conflicting writes, 20 of 50 buyers get one of 20 units', async () => {
  // Purchases of one product are written together and seldom meet, so some writes are refused in any case.
  contention.lockedShare = 0.1;
  await raceOf50For20();
  expect(contention.refusals).toBeGreaterThan(0);
});

test('when DynamoDB also throttles every fifth request, 20 of 50 buyers get one of 20 units', async () => {
  contention.throttledShare = 0.2;
  await raceOf50For20();
});
