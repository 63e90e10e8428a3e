import { defineRoute } from '../definition/define-route.ts';
import { pageQuerySchema } from '../definition/query-parameters.ts';
import {
  excerptSchema,
  ownTotalsSchema,
  pageSchema,
  searchedPageSchema,
  totalsSchema,
} from '../definition/shapes.ts';
import { customerQuerySchema } from './queries.ts';
import {
  boughtProductSchema,
  customerPatchSchema,
  customerSchema,
  customerStatisticsSchema,
  newCustomerSchema,
} from './shapes.ts';

// PURE: a bundle leaves out the routes that it does not use, with their schemas.

export const CreateCustomer = /* @__PURE__ */ defineRoute('CreateCustomer', 'POST', '/customers', () => ({
  role: 'editor',
  summary: 'Adds a customer.',
  body: newCustomerSchema,
  answer: { status: 201, body: customerSchema },
  problems: ['gone'],
}));

export const SearchCustomers = /* @__PURE__ */ defineRoute('SearchCustomers', 'GET', '/customers', () => ({
  role: 'viewer',
  summary:
    'Lists customers who match all filters, by name unless another order is requested; with the products each bought, if requested. What was written a moment ago shows without filters and by an exact e-mail address at once, otherwise usually within a second. What is renamed while you read page by page is not left out within an hour, and may come twice.',
  query: customerQuerySchema,
  answer: {
    status: 200,
    body: searchedPageSchema(
      customerSchema.extend({
        products: excerptSchema(boughtProductSchema).optional(),
        totals: totalsSchema.optional(),
      }),
    ),
  },
}));

export const GetCustomer = /* @__PURE__ */ defineRoute(
  'GetCustomer',
  'GET',
  '/customers/{customerId}',
  () => ({
    role: 'viewer',
    summary: 'Returns a customer.',
    answer: { status: 200, body: customerSchema },
  }),
);

export const UpdateCustomer = /* @__PURE__ */ defineRoute(
  'UpdateCustomer',
  'PATCH',
  '/customers/{customerId}',
  () => ({
    role: 'editor',
    summary: 'Changes the details of a customer.',
    body: customerPatchSchema,
    answer: { status: 200, body: customerSchema },
  }),
);

export const RemoveCustomer = /* @__PURE__ */ defineRoute(
  'RemoveCustomer',
  'DELETE',
  '/customers/{customerId}',
  () => ({
    role: 'editor',
    summary: 'Removes a customer and erases their personal data.',
    answer: { status: 204 },
  }),
);

export const GetCustomerTotals = /* @__PURE__ */ defineRoute(
  'GetCustomerTotals',
  'GET',
  '/customers/{customerId}/totals',
  () => ({
    role: 'viewer',
    summary: 'Returns what a customer bought in all. It may be a moment behind the purchases.',
    answer: { status: 200, body: ownTotalsSchema },
  }),
);

export const ListCustomerProducts = /* @__PURE__ */ defineRoute(
  'ListCustomerProducts',
  'GET',
  '/customers/{customerId}/products',
  () => ({
    role: 'viewer',
    summary: 'Lists the products that a customer bought, most recent first.',
    query: pageQuerySchema,
    answer: { status: 200, body: pageSchema(boughtProductSchema) },
  }),
);

export const GetCustomerStatistics = /* @__PURE__ */ defineRoute(
  'GetCustomerStatistics',
  'GET',
  '/statistics/customers',
  () => ({
    role: 'viewer',
    summary: 'Returns the number of customers and the ones who bought the most units.',
    answer: { status: 200, body: customerStatisticsSchema },
  }),
);
