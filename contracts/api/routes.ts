import * as z from 'zod';
import { defineRoute } from '../definition/define-route.ts';
import { actorFields } from '../definition/shapes.ts';

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
