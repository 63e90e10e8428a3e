import type { Mutant } from '../mutant.ts';

const IDEMPOTENCY = 'shared/idempotency/idempotency-table.ts';

/** Faults in what answers a key once. */
export const idempotency: readonly Mutant[] = [
  {
    name: 'a purchase of an import is made without its key',
    file: 'functions/purchases/handlers/import-purchases.ts',
    find: 'remember: (purchase: Purchase) => remember(answerOf(purchase)) };',
    replace: 'remember: (purchase: Purchase) => remember(answerOf(purchase)).slice(1) };',
  },
  {
    name: 'purchases of an import that are written together are made without their keys',
    file: 'functions/purchases/adapters/accept-purchase.ts',
    find: '...remembering,',
    replace: '...remembering.slice(1),',
  },
  {
    name: 'a key of an import answers for any purchase',
    file: 'functions/purchases/handlers/import-purchases.ts',
    find: 'return { method, resource, path: {}, query: {}, body };',
    replace: 'return { method, resource, path: {}, query: {}, body: {} };',
  },
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
    find: 'if (earlier.fingerprint === fingerprint) return answer;',
    replace: 'if (earlier.fingerprint !== undefined) return answer;',
  },
  {
    name: 'a removed customer stays in a remembered answer',
    file: 'functions/customer/adapters/tables.ts',
    find: '...(after === undefined ? [idempotency.erase(id)] : []),',
    replace: '',
  },
];
