import * as z from 'zod';
import { defineRoute } from '../definition/define-route.ts';

export const GetOpenapi = defineRoute('GetOpenapi', 'GET', '/openapi.json', {
  role: 'viewer',
  summary: 'Describes this API (OpenAPI 3.1).',
  answer: { status: 200, body: z.looseObject({ openapi: z.literal('3.1.0') }) },
});
