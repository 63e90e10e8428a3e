import type { Mutant } from '../mutant.ts';

const PURCHASE = 'functions/purchases/domain/purchase.ts';

/** Faults in what handles events. */
export const consumers: readonly Mutant[] = [
  {
    name: 'a consumer forgets an event that failed',
    file: 'shared/consumers/consumer.ts',
    find: 'if (!isMoved) failed.add(messageId);',
    replace: '',
  },
  {
    name: 'a consumer believes that a dead letter was kept when it was not',
    file: 'shared/consumers/dead-letter-queue.ts',
    find: 'if (name !== NotUnderstood.name && receives < maxReceives) return false;',
    replace: 'if (name !== NotUnderstood.name && receives < maxReceives) return true;',
  },
  {
    name: 'a consumer handles only the first event of a group',
    file: 'shared/consumers/consumer.ts',
    find: 'handle(events, ahead),',
    replace: 'handle(events.slice(0, 1), ahead),',
  },
  {
    name: 'a consumer handles only the first group of a batch',
    file: 'shared/consumers/in-groups.ts',
    find: 'const remaining = groups.values();',
    replace: 'const remaining = groups.slice(0, 1).values();',
  },
  {
    name: 'a consumer forgets the rest of a group that failed',
    file: 'shared/consumers/in-groups.ts',
    find: 'return attempt(chunk.slice(half), deadline - Date.now());',
    replace: 'return;',
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
    find: "if (purchase.status === 'cancelled') return purchase;",
    replace: '',
  },
  {
    name: 'a return forgets those before it',
    file: PURCHASE,
    find: 'const returned = (purchase.returned ?? 0) + quantity;',
    replace: 'const returned = quantity;',
  },
  {
    name: 'more is returned than was bought',
    file: PURCHASE,
    find: 'if (quantity > kept) {',
    replace: 'if (quantity > kept + 1) {',
  },
  {
    name: 'the history has only the last return',
    file: 'functions/purchases/domain/purchase-step.ts',
    find: 'return [ownStep(lastOf(purchase), detail)];',
    replace: 'return detail === "" ? [ownStep(lastOf(purchase), detail)] : [];',
  },
  {
    name: 'time goes back with a slow clock',
    file: 'shared/values/aggregate.ts',
    find: 'now > before.updatedAt ? now : before.updatedAt;',
    replace: 'now;',
  },
];
