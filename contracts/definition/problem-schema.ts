import * as z from 'zod';
import { lazy } from '../../shared/values/lazy.ts';

/** A problem document (RFC 9457) as a schema. */
export const problemSchema = lazy(() =>
  z
    .strictObject({
      type: z.string().regex(/^urn:multidomain:problem:[a-z-]+$/),
      title: z.string().min(1),
      status: z.int().min(400).max(599),
      detail: z.string().min(1),
      instance: z.string().startsWith('/api'),
      errors: z.array(z.strictObject({ path: z.string(), message: z.string().min(1) })).optional(),
      correlationId: z.string().min(1),
    })
    .meta({ id: 'Problem' }),
);
