import * as z from 'zod';
import { CatalogDisclosure } from '../catalog/disclosure.ts';
import { CustomerDisclosure } from '../customer/disclosure.ts';
import { defineRoute } from '../definition/define-route.ts';
import { pageParameters } from '../definition/query-parameters.ts';
import { actorFields, timeSchema } from '../definition/shapes.ts';
import { PurchasesDisclosure } from '../purchases/disclosure.ts';

// PURE: a bundle leaves out the routes that it does not use, with their schemas.

export const GetOpenapi = /* @__PURE__ */ defineRoute('GetOpenapi', 'GET', '/openapi.json', () => ({
  role: 'viewer',
  summary: 'Describes this API (OpenAPI 3.1).',
  answer: { status: 200, body: z.looseObject({ openapi: z.literal('3.1.0') }) },
}));

export const GetMe = /* @__PURE__ */ defineRoute('GetMe', 'GET', '/me', () => ({
  role: 'viewer',
  summary: 'Returns who is calling. With open access, nobody signs in and everybody is an editor.',
  answer: {
    status: 200,
    body: z.strictObject({ ...actorFields, access: z.enum(['signed-in', 'open']) }),
  },
}));

export const ExportCustomer = /* @__PURE__ */ defineRoute(
  'ExportCustomer',
  'GET',
  '/customers/{customerId}/export',
  () => ({
    role: 'viewer',
    summary: 'Returns what services hold of a customer, with up to 100 purchases, newest first.',
    query: z.strictObject({ cursor: pageParameters.cursor }),
    answer: {
      status: 200,
      body: z.strictObject({
        exportedAt: timeSchema,
        customer: CustomerDisclosure.held,
        catalog: CatalogDisclosure.held,
        purchases: PurchasesDisclosure.held.omit({ nextCursor: true }),
        nextCursor: PurchasesDisclosure.held.shape.nextCursor,
      }),
    },
  }),
);
