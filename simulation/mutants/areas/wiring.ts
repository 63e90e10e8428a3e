import type { Mutant } from '../mutant.ts';

const CONSUMERS = 'contracts/consumers';
const CONSUMER_CONSTRUCT = 'infra/constructs/event-consumer.ts';
const PUBLISHER_CONSTRUCT = 'infra/constructs/outbox-publisher.ts';
const STREAM = 'infra/constructs/stream-mapping.ts';

/** Faults in what the template connects. */
export const wiring: readonly Mutant[] = [
  {
    name: 'Catalog does not hear that a customer was removed',
    file: `${CONSUMERS}/catalog.ts`,
    find: '[CustomerAdded, CustomerUpdated, CustomerRemoved],',
    replace: '[CustomerAdded, CustomerUpdated],',
  },
  {
    name: 'Customer does not hear of cancellations',
    file: `${CONSUMERS}/customer.ts`,
    find: '  PurchaseReturned,\n  PurchaseCancelled,\n]);',
    replace: '  PurchaseReturned,\n]);',
  },
  {
    name: 'Catalog does not hear of returns',
    file: `${CONSUMERS}/catalog.ts`,
    find: '[PurchaseReturned, PurchaseCancelled],',
    replace: '[PurchaseCancelled],',
  },
  {
    name: 'Purchases does not hear of rejections',
    file: `${CONSUMERS}/purchases.ts`,
    find: '[StockReserved, StockRejected]',
    replace: '[StockReserved]',
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
    file: STREAM,
    find: 'const UNTIL_IT_EXPIRES = -1;',
    replace: 'const UNTIL_IT_EXPIRES = 2;',
  },
  {
    name: 'a stream takes a batch for published although some failed',
    file: STREAM,
    find: 'reportBatchItemFailures: true,',
    replace: 'reportBatchItemFailures: false,',
  },
  {
    name: 'a table has no publisher',
    file: PUBLISHER_CONSTRUCT,
    find: 'for (const table of tables) this',
    replace: 'for (const table of tables.slice(0, 1)) this',
  },
  {
    name: 'search rows of products are never written',
    file: 'infra/stacks/catalog-stack.ts',
    find: "    this.indexer('IndexProducts', products, [search.followRestless, history.record]);\n",
    replace: '',
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
