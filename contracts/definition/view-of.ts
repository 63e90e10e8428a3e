import * as z from 'zod';

/**
 * Returns a function that picks the fields of a schema from an entity, in the schema's order. Internal fields are left
 * out, and equal entities give equal bytes.
 */
export const viewOf =
  <Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>) =>
  (entity: Readonly<z.infer<z.ZodObject<Shape>>>): z.infer<z.ZodObject<Shape>> =>
    picked(schema, entity) as z.infer<z.ZodObject<Shape>>;

function picked(schema: z.ZodObject, entity: object): object {
  const view: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    const value = (entity as Record<string, unknown>)[name];
    if (value === undefined) continue;
    view[name] =
      field instanceof z.ZodObject && typeof value === 'object' ? picked(field, value as object) : value;
  }
  return view;
}
