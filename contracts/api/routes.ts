import * as z from 'zod';
import { defineRoute } from '../definition/define-route.ts';

// PURE: a bundle leaves out the routes that it does not use, with their schemas.

export const GetOpenapi = /* @__PURE__ */ defineRoute('GetOpenapi', 'GET', '/openapi.json', () => ({
  role: 'viewer',
  summary: 'Describes this API (OpenAPI 3.1).',
  answer: { status: 200, body: z.looseObject({ openapi: z.literal('3.1.0') }) },
}));
