import type { Mutant } from '../mutant.ts';

/** Faults in what becomes of purchases that were made before they were requested. */
export const pastPurchases: readonly Mutant[] = [
  {
    name: 'a purchase of the past is listed by when it was requested',
    file: 'functions/purchases/adapters/accept-purchase.ts',
    find: 'newId(timeOfPurchase(request, now))',
    replace: 'newId(now)',
  },
  {
    name: 'a purchase of the past has the price of today',
    file: 'functions/purchases/domain/purchase.ts',
    find: 'const { customerId, productId, quantity, unitPrice = price } = request;',
    replace: 'const { customerId, productId, quantity } = request;\n  const unitPrice = price;',
  },
  {
    name: 'a purchase of the past is made now',
    file: 'functions/purchases/domain/purchase.ts',
    find: '...(purchasedAt === now ? {} : { purchasedAt }),',
    replace: '',
  },
  {
    name: 'a purchase may be made after it was requested',
    file: 'functions/purchases/domain/purchase.ts',
    find: "purchasedAt !== '' && purchasedAt < now ? purchasedAt : now",
    replace: "purchasedAt !== '' ? purchasedAt : now",
  },
  {
    name: 'a purchase of the past counts for the day it was requested',
    file: 'functions/purchases/domain/day-count.ts',
    find: 'purchasedAtOf(purchase).slice(0, 10)',
    replace: 'purchase.createdAt.slice(0, 10)',
  },
  {
    name: 'events tell when a purchase was requested, not when it was made',
    file: 'functions/purchases/domain/purchase-events.ts',
    find: 'const purchasedAt = purchasedAtOf(purchase);',
    replace: 'const purchasedAt = purchase.createdAt;',
  },
  {
    name: 'a pending purchase of the past is as old as the time it was made',
    file: 'functions/purchases/handlers/report-pending-purchases.ts',
    find: 'const ageOf = ({ createdAt }: Purchase) => now - Date.parse(createdAt);',
    replace:
      'const ageOf = ({ createdAt, purchasedAt }: Purchase) => now - Date.parse(purchasedAt ?? createdAt);',
  },
  {
    name: 'a rebuild takes a purchase of the past for one that was made when it was requested',
    file: 'scripts/rebuild/pair.ts',
    find: 'const purchasedAt = purchasedAtOf(purchase as unknown as PurchaseTimes);',
    replace: 'const purchasedAt = (purchase as unknown as PurchaseTimes).createdAt;',
  },
  {
    name: 'a purchase does not keep the name of its product',
    file: 'functions/purchases/domain/purchase.ts',
    find: 'productName: name,',
    replace: 'productName: productId,',
  },
];
