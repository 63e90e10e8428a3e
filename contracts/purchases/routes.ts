import { defineRoute } from '../definition/define-route.ts';
import { pageSchema } from '../definition/shapes.ts';
import { purchaseQuerySchema, purchaseStatisticsQuerySchema } from './queries.ts';
import {
  newPurchaseSchema,
  purchaseHistorySchema,
  purchaseSchema,
  purchaseStatisticsSchema,
} from './shapes.ts';

export const RequestPurchase = defineRoute('RequestPurchase', 'POST', '/purchases', {
  role: 'editor',
  summary: 'Requests a purchase at the present price. It is pending until its stock is reserved.',
  body: newPurchaseSchema,
  answer: { status: 202, body: purchaseSchema },
  problems: ['unknown-customer', 'unknown-product'],
});

export const ListPurchases = defineRoute('ListPurchases', 'GET', '/purchases', {
  role: 'viewer',
  summary: 'Lists the purchases that match all filters, newest first.',
  query: purchaseQuerySchema,
  answer: { status: 200, body: pageSchema(purchaseSchema) },
});

export const GetPurchase = defineRoute('GetPurchase', 'GET', '/purchases/{purchaseId}', {
  role: 'viewer',
  summary: 'Shows a purchase.',
  answer: { status: 200, body: purchaseSchema },
});

export const CancelPurchase = defineRoute('CancelPurchase', 'POST', '/purchases/{purchaseId}/cancellation', {
  role: 'editor',
  summary: 'Cancels a completed purchase; its stock returns.',
  answer: { status: 200, body: purchaseSchema },
  problems: ['purchase-pending', 'purchase-rejected'],
});

export const ListPurchaseHistory = defineRoute(
  'ListPurchaseHistory',
  'GET',
  '/purchases/{purchaseId}/history',
  {
    role: 'viewer',
    summary: 'Lists the events in the life of a purchase.',
    answer: { status: 200, body: purchaseHistorySchema },
  },
);

export const GetPurchaseStatistics = defineRoute('GetPurchaseStatistics', 'GET', '/statistics/purchases', {
  role: 'viewer',
  summary: 'Counts the purchases of a day by what became of them.',
  query: purchaseStatisticsQuerySchema,
  answer: { status: 200, body: purchaseStatisticsSchema },
});
