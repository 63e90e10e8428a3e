import type { Mutant } from '../mutant.ts';

const PUBLISHER = 'shared/outbox/publisher.ts';

/** Faults in what publishes changes. */
export const outbox: readonly Mutant[] = [
  {
    name: 'the outbox forgets the records after one that failed',
    file: PUBLISHER,
    find: "return { batchItemFailures: [{ itemIdentifier: records[done]?.dynamodb?.SequenceNumber ?? '' }] };",
    replace: 'return { batchItemFailures: [] };',
  },
  {
    name: 'the outbox forgets a batch whose first record failed',
    file: PUBLISHER,
    find: 'if (done === 0) throw failure;',
    replace: 'if (done === 0) return { batchItemFailures: [] };',
  },
  {
    name: 'the outbox counts one event too many as sent',
    file: 'shared/outbox/put-events.ts',
    find: 'return { sent: sent + (left[0] ?? 0), failure: error as Error };',
    replace: 'return { sent: sent + (left[0] ?? 0) + 1, failure: error as Error };',
  },
  {
    name: 'the outbox ignores entries that the bus refuses',
    file: 'shared/outbox/put-events.ts',
    find: 'left = left.filter((_, index) => refusals[index] !== undefined);',
    replace: 'left = left.filter(() => refusals.length === 0);',
  },
  {
    name: 'the outbox forgets what it could not publish again',
    file: PUBLISHER,
    find: 'failed.push(messageId);',
    replace: '',
  },
  {
    name: 'the outbox publishes only the first record of a batch',
    file: PUBLISHER,
    find: 'const outgoing = records.flatMap((record, place) => {',
    replace: 'const outgoing = records.slice(0, 1).flatMap((record, place) => {',
  },
  {
    name: 'a removed customer is not announced',
    file: 'functions/customer/domain/customer-events.ts',
    find: "if ('removedAt' in after) return [makeEvent(CustomerRemoved, occurrence(after.removedAt), { customerId })];",
    replace: "if ('removedAt' in after) return [];",
  },
  {
    name: 'a purchase that is requested again is not published',
    file: 'functions/purchases/domain/purchase-events.ts',
    find: 'return after.version === before.version && !isRequestedAgain ?',
    replace: 'return after.version === before.version ?',
  },
  {
    name: 'a reservation is not answered again',
    file: 'functions/catalog/domain/catalog-events.ts',
    find: 'if (before !== undefined && !isAnsweredAgain) return [];',
    replace: 'if (before !== undefined) return [];',
  },
  {
    name: 'a purchase that is published again has only its last event',
    file: 'functions/purchases/domain/purchase-events.ts',
    find: 'if (before === undefined) return lifeOf(after)',
    replace: 'if (before === undefined) return lifeOf(after).slice(-1)',
  },
];
