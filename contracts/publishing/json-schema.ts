import * as z from 'zod';

export type JsonSchema = { readonly [keyword: string]: unknown };

/** The side of a schema's transformations: `input` is what is sent, `output` what is parsed. */
export type Side = 'input' | 'output';

/**
 * Converts a zod schema to JSON Schema (draft 2020-12). What cannot be derived from a transformation is taken from the
 * schema's `meta`. Schemas with an `id` become references into `$defs`.
 */
export const jsonSchemaOf = (schema: z.ZodType, side: Side = 'input'): JsonSchema =>
  z.toJSONSchema(schema, {
    io: side,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // The format is enough; the pattern may change with zod's version.
      const isDerived = z.globalRegistry.get(required(zodSchema))?.pattern === undefined;
      if (isDerived && (jsonSchema.format !== undefined || jsonSchema.type !== 'string')) {
        delete jsonSchema.pattern;
      }
      if (jsonSchema.type === 'boolean') delete jsonSchema.enum;
      // zod adds the bounds of safe integers to every integer.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });

/** An optional schema has the keywords of the one that it makes optional. */
const required = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodOptional ? schema.unwrap() : schema;

/** Inlines the `$defs` of a JSON Schema. */
export function withoutDefinitions({ $defs, $schema: _, ...schema }: JsonSchema): JsonSchema {
  const definitions = ($defs ?? {}) as Readonly<Record<string, JsonSchema>>;
  return mapped(schema, (name) => {
    const { id: __, ...definition } = definitions[name] ?? {};
    return withoutDefinitions({ ...definition, $defs });
  }) as JsonSchema;
}

/** Replaces the references in a JSON Schema. @param replace returns the replacement for the name of a definition. */
export function mapped(schema: unknown, replace: (name: string) => unknown): unknown {
  if (Array.isArray(schema)) return schema.map((item) => mapped(item, replace));
  if (typeof schema !== 'object' || schema === null) return schema;
  if ('$ref' in schema) return replace(String(schema.$ref).replace('#/$defs/', ''));
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, mapped(value, replace)]),
  );
}
