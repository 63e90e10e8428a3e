import * as z from 'zod';

export type JsonSchema = { readonly [keyword: string]: unknown };

/** A zod schema as JSON Schema (draft 2020-12). @param io which side of its transformations: what is sent, or what is read. */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'input'): JsonSchema =>
  z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      // The format says it all; zod's pattern for it may change with zod.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
