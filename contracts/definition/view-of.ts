import * as z from 'zod';

/**
 * Makes the view of an entity that a schema describes: the schema's fields, in its order, and no others, such as those
 * stored for the service's own use. Equal entities give equal bytes.
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
