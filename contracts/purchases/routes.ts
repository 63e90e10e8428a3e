import { defineRoute } from '../definition/define-route.ts';
import { pageSchema } from '../definition/shapes.ts';
import { purchaseDaysQuerySchema, purchaseQuerySchema, purchaseStatisticsQuerySchema } from './queries.ts';
import {
  importResultsSchema,
  newImportSchema,
  newPurchaseSchema,
  newReturnSchema,
  purchaseDaysSchema,
  purchaseHistorySchema,
  purchaseSchema,
  purchaseStatisticsSchema,
} from './shapes.ts';

// PURE: a bundle leaves out the routes that it does not use, with their schemas.

export const RequestPurchase = /* @__PURE__ */ defineRoute('RequestPurchase', 'POST', '/purchases', () => ({
  role: 'editor',
  summary:
    'Requests a purchase, made now at the current price unless it says otherwise. It is pending until its stock is reserved.',
  body: newPurchaseSchema,
  answer: { status: 202, body: purchaseSchema },
  problems: ['unknown-customer', 'unknown-product'],
}));

export const ImportPurchases = /* @__PURE__ */ defineRoute('ImportPurchases', 'POST', '/imports', () => ({
  role: 'editor',
  summary:
    'Requests many purchases, each as `POST /purchases` does: with its own key and its own result, whatever becomes of the others.',
  body: newImportSchema,
  hasOwnKeys: true,
  answer: { status: 200, body: importResultsSchema() },
}));

export const ListPurchases = /* @__PURE__ */ defineRoute('ListPurchases', 'GET', '/purchases', () => ({
  role: 'viewer',
  summary: 'Lists purchases that match all filters, newest first.',
  query: purchaseQuerySchema,
  answer: { status: 200, body: pageSchema(purchaseSchema) },
}));

export const GetPurchase = /* @__PURE__ */ defineRoute(
  'GetPurchase',
  'GET',
  '/purchases/{purchaseId}',
  () => ({
    role: 'viewer',
    summary: 'Returns a purchase.',
    answer: { status: 200, body: purchaseSchema },
  }),
);

export const CancelPurchase = /* @__PURE__ */ defineRoute(
  'CancelPurchase',
  'POST',
  '/purchases/{purchaseId}/cancellation',
  () => ({
    role: 'editor',
    summary: 'Cancels a completed purchase: returns all of its stock, or what is left of it.',
    answer: { status: 200, body: purchaseSchema },
    problems: ['purchase-pending', 'purchase-rejected'],
  }),
);

export const ReturnPurchase = /* @__PURE__ */ defineRoute(
  'ReturnPurchase',
  'POST',
  '/purchases/{purchaseId}/returns',
  () => ({
    role: 'editor',
    summary: 'Returns units of a completed purchase to stock. When none is left, the purchase is cancelled.',
    body: newReturnSchema,
    answer: { status: 200, body: purchaseSchema },
    problems: ['purchase-pending', 'purchase-rejected', 'return-exceeds-purchase'],
  }),
);

export const ListPurchaseHistory = /* @__PURE__ */ defineRoute(
  'ListPurchaseHistory',
  'GET',
  '/purchases/{purchaseId}/history',
  () => ({
    role: 'viewer',
    summary: 'Lists the events of a purchase.',
    answer: { status: 200, body: purchaseHistorySchema },
  }),
);

export const ListPurchaseDays = /* @__PURE__ */ defineRoute(
  'ListPurchaseDays',
  'GET',
  '/statistics/purchases/days',
  () => ({
    role: 'viewer',
    summary:
      'Counts the purchases of each day of a range by status, with what they bring. It may be a moment behind.',
    query: purchaseDaysQuerySchema,
    answer: { status: 200, body: purchaseDaysSchema },
  }),
);

export const GetPurchaseStatistics = /* @__PURE__ */ defineRoute(
  'GetPurchaseStatistics',
  'GET',
  '/statistics/purchases',
  () => ({
    role: 'viewer',
    summary: 'Counts the purchases of a day by status, with what they bring.',
    query: purchaseStatisticsQuerySchema,
    answer: { status: 200, body: purchaseStatisticsSchema },
  }),
);
