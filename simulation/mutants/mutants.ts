/** A deliberate fault: in `file`, which contains `find` once, that is replaced by `replace`. */
export interface Mutant {
  /** What is broken, in a few words. */
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Default: some seed finds it. */
  readonly whyNotFound?: string;
}

const CONSUMERS = 'contracts/consumers';
const PUBLISHER = 'shared/outbox/publisher.ts';
const MARKS = 'shared/projections/purchase-marks.ts';
const PAIRS = 'shared/projections/pair-table.ts';
const PROJECTION = 'shared/projections/purchase-projection.ts';
const RESERVATION = 'functions/catalog/domain/reservation.ts';
const REPLICA = 'shared/replicas/replica-table.ts';
const AGGREGATES = 'shared/dynamodb/aggregate-table.ts';
const IDEMPOTENCY = 'shared/idempotency/idempotency-table.ts';
const PURCHASE = 'functions/purchases/domain/purchase.ts';
const CONSUMER_CONSTRUCT = 'infra/constructs/event-consumer.ts';
const PUBLISHER_CONSTRUCT = 'infra/constructs/outbox-publisher.ts';

/** Faults in everything that keeps the promises of docs/reliability.md. */
export const mutants: readonly Mutant[] = [
  // The outbox.
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
    find: 'return after.version === before.version && !isRequestedAgain ? [] : [eventOf(after)];',
    replace: 'return after.version === before.version ? [] : [eventOf(after)];',
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
    find: 'if (before === undefined) return [...earlierEventsOf(after), eventOf(after)];',
    replace: 'if (before === undefined) return [eventOf(after)];',
  },

  // Consumers.
  {
    name: 'a consumer forgets an event that failed',
    file: 'shared/consumers/consumer.ts',
    find: 'if (!isMoved) throw error;',
    replace: '',
  },
  {
    name: 'a consumer believes that a dead letter was kept when it was not',
    file: 'shared/consumers/dead-letter-queue.ts',
    find: 'if (name !== NotUnderstood.name && receives < maxReceives) return false;',
    replace: 'if (name !== NotUnderstood.name && receives < maxReceives) return true;',
  },
  {
    name: 'a consumer handles only the first event of a batch',
    file: 'shared/consumers/consumer.ts',
    find: 'await withinMs(share, () => handleRecord(record, lags));',
    replace:
      'if (waiting === event.Records.length - 1) await withinMs(share, () => handleRecord(record, lags));',
  },
  {
    name: 'Purchases settles purchases that are settled',
    file: PURCHASE,
    find: "if (purchase.status !== 'pending') return purchase;",
    replace: '',
  },
  {
    name: 'a cancellation is accepted twice',
    file: PURCHASE,
    find: "    case 'cancelled':\n      return purchase;\n    case 'completed':",
    replace: "    case 'cancelled':\n    case 'completed':",
  },
  {
    name: 'time goes back with a slow clock',
    file: 'shared/values/aggregate.ts',
    find: 'now > before.updatedAt ? now : before.updatedAt;',
    replace: 'now;',
  },

  // Projections.
  {
    name: 'a projection applies states that are older than what it knows',
    file: PROJECTION,
    find: 'if (mark !== undefined && mark.version >= purchase.version) return;',
    replace: '',
  },
  {
    name: 'a projection counts a purchase again that it does not expect',
    file: MARKS,
    find: "? { ConditionExpression: 'attribute_not_exists(purchaseId)' }",
    replace: '? {}',
  },
  {
    name: 'a projection overwrites the mark of a concurrent change',
    file: MARKS,
    find: ": { ConditionExpression: 'version = :read', ExpressionAttributeValues: { ':read': before.version } };",
    replace: ': {};',
    whyNotFound:
      'Whatever changes a mark also changes the revision of its pair, in the same transaction and with a guard.',
  },
  {
    name: 'the last purchase of a pair may be an earlier one',
    file: PAIRS,
    find: "'attribute_not_exists(revision) OR lastPurchasedAt <= :at',",
    replace: "'attribute_not_exists(revision) OR lastPurchasedAt <> :at',",
  },
  {
    name: 'a cancelled purchase leaves the oldest one as the last of its pair',
    file: MARKS,
    find: 'ScanIndexForward: false,',
    replace: 'ScanIndexForward: true,',
  },
  {
    name: 'a cancelled purchase stays the last of its pair',
    file: MARKS,
    find: '.find(({ purchaseId }) => purchaseId !== purchase.purchaseId);',
    replace: '.at(0);',
  },
  {
    name: 'purchases that were cancelled earlier count as the last of their pair',
    file: MARKS,
    find: "FilterExpression: 'counted = :true',",
    replace: "FilterExpression: 'counted = :true OR counted <> :true',",
  },
  {
    name: 'a cancellation adds to the ranking',
    file: PROJECTION,
    find: 'this.#ranking.add(owner, { units: -quantity, purchases: -1 })',
    replace: 'this.#ranking.add(owner, { units: quantity, purchases: -1 })',
  },
  {
    name: 'a pair that changed since it was read is overwritten',
    file: PAIRS,
    find: "ConditionExpression: 'revision = :revision',",
    replace: "ConditionExpression: 'attribute_exists(revision) OR revision = :revision',",
  },
  {
    name: 'a cancelled purchase counts',
    file: 'shared/projections/project-purchases.ts',
    find: "counted: name === 'PurchaseCompleted',",
    replace: "counted: name !== 'PurchaseCompleted' || true,",
  },

  // Counters.
  {
    name: 'a changed entity is counted again',
    file: 'shared/counters/counter.ts',
    find: 'const count = Number(after !== undefined) - Number(before !== undefined);',
    replace: 'const count = after === undefined ? -1 : 1;',
  },
  {
    name: 'a cancelled purchase stays among the completed ones of its day',
    file: 'functions/purchases/domain/day-count.ts',
    find: '{ completed: -1, cancelled: 1 }',
    replace: '{ cancelled: 1 }',
  },
  {
    name: 'the history counts an event each time it comes',
    file: 'functions/purchases/adapters/purchase-history.ts',
    find: "const isNew = 'attribute_not_exists(purchaseId)';",
    replace: "const isNew = 'attribute_not_exists(purchaseId) OR attribute_exists(purchaseId)';",
  },

  // Reservations.
  {
    name: 'stock is reserved that is not there',
    file: RESERVATION,
    find: 'if (product.stock < quantity) {',
    replace: 'if (product.stock + 1 < quantity) {',
  },
  {
    name: 'stock is refused that is there',
    file: RESERVATION,
    find: 'if (product.stock < quantity) {',
    replace: 'if (product.stock <= quantity) {',
  },
  {
    name: 'a purchase is reserved again when its request comes again',
    file: RESERVATION,
    find: 'if (reservation !== undefined) return { product, reservation: { ...reservation, answeredAgainAt: now } };',
    replace:
      'if (reservation !== undefined) return { product: product && adjustStock(product, -quantity, now), reservation: { ...reservation, answeredAgainAt: now } };',
  },
  {
    name: 'a released reservation is released again',
    file: RESERVATION,
    find: "if (reservation.status !== 'reserved') return { product, reservation };",
    replace: "if (reservation.status === 'rejected') return { product, reservation };",
  },
  {
    name: 'released stock is not returned',
    file: RESERVATION,
    find: 'product: product && returnStock(product, reservation.quantity, now),',
    replace: 'product,',
  },
  {
    name: 'a product is reserved although it changed since it was read',
    file: 'shared/dynamodb/versioned.ts',
    find: ": { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': before } };",
    replace: ': {};',
  },
  {
    name: 'an early cancellation is taken for a late one',
    file: 'functions/catalog/adapters/stock.ts',
    find: 'this.#reservations.get(request.purchaseId),',
    replace:
      "this.#reservations.find(request.purchaseId).then((found) => found ?? ({ ...request, status: 'rejected', version: 1, createdAt: now, updatedAt: now, rejection: { code: 'unknown-product', detail: '-' } } as Reservation)),",
    whyNotFound:
      'A purchase is completed only after its reservation, and reservations are never lost in a simulation.',
  },

  // Idempotency.
  {
    name: 'an idempotency key can be taken twice',
    file: IDEMPOTENCY,
    find: "ConditionExpression: 'attribute_not_exists(#key) OR expiresAt <= :now',",
    replace: "ConditionExpression: 'attribute_not_exists(#key) OR expiresAt <> :now',",
  },
  {
    name: 'an idempotency key is not remembered',
    file: 'shared/http/answer-once.ts',
    find: 'return await handle((answer, about) => table.take(key, fingerprint, answer, now, about));',
    replace: 'return await handle(() => []);',
  },
  {
    name: 'an idempotency key answers another request',
    file: 'shared/http/answer-once.ts',
    find: 'if (earlier.fingerprint === fingerprint) return resultSchema.parse(earlier.answer);',
    replace: 'if (earlier.fingerprint !== undefined) return resultSchema.parse(earlier.answer);',
  },
  {
    name: 'a removed customer stays in a remembered answer',
    file: 'functions/customer/adapters/tables.ts',
    find: '...(after === undefined ? [idempotency.erase(id)] : []),',
    replace: '',
  },

  // Replicas.
  {
    name: 'a late event replaces a newer one in a replica',
    file: REPLICA,
    find: "ConditionExpression: 'attribute_not_exists(version) OR version <= :version',",
    replace: "ConditionExpression: 'attribute_not_exists(version) OR version <> :version',",
  },
  {
    name: 'a removed entity stays in replicas',
    file: REPLICA,
    find: "const isRemoved = (row: Readonly<Record<string, unknown>>): boolean => row['removed'] === true;",
    replace:
      "const isRemoved = (row: Readonly<Record<string, unknown>>): boolean => row['removed'] === null;",
  },
  {
    name: 'an unknown customer can buy',
    file: 'functions/purchases/domain/buyable.ts',
    find: 'if (customer === undefined) {',
    replace: 'if (customer === undefined && product === undefined) {',
  },

  // Owners' tables and what is written with them.
  {
    name: 'a new version is stored without its search rows',
    file: AGGREGATES,
    find: '...(alongside?.(before, living, String(after[key])) ?? []),',
    replace: '...(before === undefined ? (alongside?.(before, living, String(after[key])) ?? []) : []),',
  },
  {
    name: 'old search rows stay',
    file: 'shared/search/search-index.ts',
    find: 'writes.push({ Delete: { TableName: this.#table, Key: { term, position } } });',
    replace:
      'if (after === undefined) writes.push({ Delete: { TableName: this.#table, Key: { term, position } } });',
  },
  {
    name: 'search rows that others still need are not written',
    file: 'shared/search/search-index.ts',
    find: 'if (!isDeepStrictEqual(old.get(key), row)) writes.push',
    replace: 'if (!old.has(key)) writes.push',
  },
  {
    name: 'keys of a batch that were not read are taken for missing',
    file: 'shared/dynamodb/batch-get.ts',
    find: 'if (keys.length > 0) throw new KeysUnread(',
    replace: 'if (keys.length > 100) throw new KeysUnread(',
  },
  {
    name: 'a list ends one item early',
    file: 'shared/paging/sorted-partition.ts',
    find: 'more: answer.LastEvaluatedKey !== undefined,',
    replace: 'more: answer.LastEvaluatedKey !== undefined && items.length > 3,',
  },

  // Rebuilding.
  {
    name: 'a sum that is counted again takes what changed meanwhile as it is now',
    file: 'shared/dynamodb/recount.ts',
    find: 'countedBefore !== undefined && countedBefore.recount === recount ? countedBefore.counted : counted;',
    replace:
      'countedBefore !== undefined && countedBefore.recount === undefined ? countedBefore.counted : counted;',
  },
  {
    name: 'a sum changes unnoticed while it is counted again',
    file: 'shared/dynamodb/recount.ts',
    find: 'if (recount === undefined)',
    replace:
      "if (recount === undefined) return { Update: { ...Update, ReturnValuesOnConditionCheckFailure: 'NONE' } };\n  if (recount === undefined)",
  },
  {
    name: 'a rebuild leaves search rows of nothing',
    file: 'scripts/rebuild/searches.ts',
    find: 'if (isPlaceOf(stray, rowsFor(row))) return;',
    replace: 'if (rowsFor(row).length >= 0) return;',
  },
  {
    name: 'a rebuild leaves wrong copies',
    file: 'scripts/rebuild/replicas.ts',
    find: 'if (!isCopyRight(copy, right, owner)) await workshop.replace(table, { id }, copy, right);',
    replace:
      'if (right !== undefined && copy === undefined) await workshop.replace(table, { id }, copy, right);',
  },
  {
    name: 'a rebuild forgets pairs that should not be there',
    file: 'scripts/rebuild/pair.ts',
    find: 'if (row === undefined || right === undefined) return row === right;\n  const { revision',
    replace: 'if (row === undefined || right === undefined) return right === undefined;\n  const { revision',
  },

  // The wiring.
  {
    name: 'Catalog does not hear that a customer was removed',
    file: `${CONSUMERS}/catalog.ts`,
    find: '[CustomerAdded, CustomerUpdated, CustomerRemoved],',
    replace: '[CustomerAdded, CustomerUpdated],',
  },
  {
    name: 'Customer does not hear of cancellations',
    file: `${CONSUMERS}/customer.ts`,
    find: '  PurchaseCompleted,\n  PurchaseCancelled,\n]);',
    replace: '  PurchaseCompleted,\n]);',
  },
  {
    name: 'Purchases does not hear of rejections',
    file: `${CONSUMERS}/purchases.ts`,
    find: '  StockReserved,\n  StockRejected,\n]);',
    replace: '  StockReserved,\n]);',
  },
  {
    name: 'a queue takes a batch for handled although some failed',
    file: CONSUMER_CONSTRUCT,
    find: 'reportBatchItemFailures: true,',
    replace: 'reportBatchItemFailures: false,',
  },
  {
    name: 'events that a rule cannot deliver are lost',
    file: CONSUMER_CONSTRUCT,
    find: 'targets: [new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters })],',
    replace: 'targets: [new SqsQueue(this.queue)],',
  },
  {
    name: 'a stream gives up after three attempts',
    file: PUBLISHER_CONSTRUCT,
    find: 'const UNTIL_IT_EXPIRES = -1;',
    replace: 'const UNTIL_IT_EXPIRES = 2;',
  },
  {
    name: 'a stream takes a batch for published although some failed',
    file: PUBLISHER_CONSTRUCT,
    find: 'batchSize: 100,\n          reportBatchItemFailures: true,',
    replace: 'batchSize: 100,\n          reportBatchItemFailures: false,',
  },
  {
    name: 'a table has no publisher',
    file: PUBLISHER_CONSTRUCT,
    find: 'for (const table of tables) {',
    replace: 'for (const table of tables.slice(0, 1)) {',
  },
  {
    name: 'records cannot be published again',
    file: PUBLISHER_CONSTRUCT,
    find: 'new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 2 }),',
    replace:
      'new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 2, enabled: false }),',
  },
  {
    name: 'nobody asks again for purchases that stay pending',
    file: 'infra/stacks/service-stack.ts',
    find: 'schedule, targets: [target] });',
    replace: 'schedule, targets: [target], enabled: false });',
  },
];
