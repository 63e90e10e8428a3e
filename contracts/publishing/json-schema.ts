import * as z from 'zod';

export type JsonSchema = { readonly [keyword: string]: unknown };

/** Which side of a schema's transformations: `input` is what is sent, `output` what is read. */
export type Side = 'input' | 'output';

/**
 * A zod schema as JSON Schema (draft 2020-12). What JSON Schema cannot derive from a transformation stands in the
 * schema's `meta`. Schemas with an `id` are referred to in `$defs`.
 */
export const jsonSchemaOf = (schema: z.ZodType, side: Side = 'input'): JsonSchema =>
  z.toJSONSchema(schema, {
    io: side,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // The format says it all; zod's pattern for it may change with zod.
      const isDerived = z.globalRegistry.get(zodSchema)?.pattern === undefined;
      if (isDerived && (jsonSchema.format !== undefined || jsonSchema.type !== 'string')) {
        delete jsonSchema.pattern;
      }
      if (jsonSchema.type === 'boolean') delete jsonSchema.enum;
      // Zod says of every integer that JSON can hold it.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });

/** A JSON Schema without `$defs`: each is put in the place of its references. */
export function withoutDefinitions({ $defs, $schema: _, ...schema }: JsonSchema): JsonSchema {
  const definitions = ($defs ?? {}) as Readonly<Record<string, JsonSchema>>;
  return mapped(schema, (name) => {
    const { id: __, ...definition } = definitions[name] ?? {};
    return withoutDefinitions({ ...definition, $defs });
  }) as JsonSchema;
}

/** A JSON Schema whose references are replaced; all else stays. @param replace of a definition, by its name. */
export function mapped(schema: unknown, replace: (name: string) => unknown): unknown {
  if (Array.isArray(schema)) return schema.map((item) => mapped(item, replace));
  if (typeof schema !== 'object' || schema === null) return schema;
  if ('$ref' in schema) return replace(String(schema.$ref).replace('#/$defs/', ''));
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, mapped(value, replace)]),
  );
}
