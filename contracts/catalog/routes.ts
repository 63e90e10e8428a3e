import * as z from 'zod';
import { defineRoute } from '../definition/define-route.ts';
import { MAX_PRODUCTS_OF_BUYERS } from '../definition/limits.ts';
import { pageQuerySchema } from '../definition/query-parameters.ts';
import { excerptSchema, pageSchema, searchedPageSchema, totalsSchema } from '../definition/shapes.ts';
import { buyersQuerySchema, productQuerySchema } from './queries.ts';
import {
  buyerSchema,
  jointBuyerSchema,
  newProductSchema,
  productPatchSchema,
  productSchema,
  productStatisticsSchema,
  productTotalsSchema,
  soldLatelySchema,
  stockAdjustmentSchema,
  stockChangeSchema,
} from './shapes.ts';

// PURE: a bundle leaves out the routes that it does not use, with their schemas.

export const CreateProduct = /* @__PURE__ */ defineRoute('CreateProduct', 'POST', '/products', () => ({
  role: 'editor',
  summary: 'Adds a product with its initial stock.',
  body: newProductSchema,
  answer: { status: 201, body: productSchema },
  problems: ['sku-taken'],
}));

export const SearchProducts = /* @__PURE__ */ defineRoute('SearchProducts', 'GET', '/products', () => ({
  role: 'viewer',
  summary:
    'Lists products that match all filters, by name unless another order is requested; with the customers who bought each, if requested, and with what was sold lately if `runsOut` is given. What was written a moment ago shows without filters and by an exact SKU at once, otherwise usually within a second. What is renamed while you read page by page is not left out within an hour, and may come twice.',
  query: productQuerySchema,
  answer: {
    status: 200,
    body: searchedPageSchema(
      productSchema.extend({
        customers: excerptSchema(buyerSchema).optional(),
        totals: totalsSchema.optional(),
        soldLately: soldLatelySchema.optional(),
      }),
    ),
  },
}));

export const GetProduct = /* @__PURE__ */ defineRoute('GetProduct', 'GET', '/products/{productId}', () => ({
  role: 'viewer',
  summary: 'Returns a product.',
  answer: { status: 200, body: productSchema },
}));

export const ModifyProduct = /* @__PURE__ */ defineRoute(
  'ModifyProduct',
  'PATCH',
  '/products/{productId}',
  () => ({
    role: 'editor',
    summary: 'Changes the details of a product, but not its stock.',
    body: productPatchSchema,
    answer: { status: 200, body: productSchema },
    problems: ['sku-taken'],
  }),
);

export const RemoveProduct = /* @__PURE__ */ defineRoute(
  'RemoveProduct',
  'DELETE',
  '/products/{productId}',
  () => ({
    role: 'editor',
    summary:
      'Removes a product: it is no longer sold. What was bought of it keeps its name, and the product itself is kept, with its stock, so that it can be restored.',
    answer: { status: 204 },
  }),
);

export const RestoreProduct = /* @__PURE__ */ defineRoute(
  'RestoreProduct',
  'POST',
  '/products/{productId}/restoration',
  () => ({
    role: 'editor',
    summary: 'Sells a removed product again, as it was. A product that is sold stays as it is.',
    answer: { status: 200, body: productSchema },
    problems: ['sku-taken'],
  }),
);

export const AdjustStock = /* @__PURE__ */ defineRoute(
  'AdjustStock',
  'POST',
  '/products/{productId}/stock-adjustments',
  () => ({
    role: 'editor',
    summary: 'Increases or decreases the stock of a product.',
    body: stockAdjustmentSchema,
    answer: { status: 200, body: productSchema },
    problems: ['insufficient-stock', 'stock-limit'],
  }),
);

export const ListStockChanges = /* @__PURE__ */ defineRoute(
  'ListStockChanges',
  'GET',
  '/products/{productId}/stock-changes',
  () => ({
    role: 'viewer',
    summary:
      'Lists how the stock of a product changed, the latest first. Purchases of one day with nothing else in between are one entry. What happened before the latest entry may be missing for a moment.',
    query: pageQuerySchema,
    answer: { status: 200, body: pageSchema(stockChangeSchema) },
  }),
);

export const GetProductTotals = /* @__PURE__ */ defineRoute(
  'GetProductTotals',
  'GET',
  '/products/{productId}/totals',
  () => ({
    role: 'viewer',
    summary:
      'Returns what was sold of a product, in all and lately. It may be a moment behind the purchases.',
    answer: { status: 200, body: productTotalsSchema },
  }),
);

export const ListProductCustomers = /* @__PURE__ */ defineRoute(
  'ListProductCustomers',
  'GET',
  '/products/{productId}/customers',
  () => ({
    role: 'viewer',
    summary: 'Lists the customers who bought a product, most recent first.',
    query: pageQuerySchema,
    answer: { status: 200, body: pageSchema(buyerSchema) },
  }),
);

export const ListBuyers = /* @__PURE__ */ defineRoute('ListBuyers', 'GET', '/buyers', () => ({
  role: 'viewer',
  summary:
    'Lists the customers who bought any of the products that match all filters, each once, the newest customers first: with the units, purchases and last purchase of all these products together, and how many of them they bought. `products` tells how many products were found, at most 100; the buyers of others are not listed, and `hasMoreProducts` tells whether there are any.',
  query: buyersQuerySchema,
  answer: {
    status: 200,
    body: pageSchema(jointBuyerSchema).extend({
      products: z.int().min(0).max(MAX_PRODUCTS_OF_BUYERS),
      hasMoreProducts: z.boolean(),
    }),
  },
}));

export const GetProductStatistics = /* @__PURE__ */ defineRoute(
  'GetProductStatistics',
  'GET',
  '/statistics/products',
  () => ({
    role: 'viewer',
    summary: 'Returns the number of products and the ones with the most units sold.',
    answer: { status: 200, body: productStatisticsSchema },
  }),
);
