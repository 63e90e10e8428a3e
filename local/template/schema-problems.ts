import { z } from 'zod';

/** Why a value does not match a schema, one sentence per problem: the property, its value, and what is allowed. */
export function schemaProblems(schema: z.ZodType, value: unknown): string[] {
  return schema.safeParse(value).error?.issues.map((issue) => describe(issue, schema, value)) ?? [];
}

/** The properties in a value that its schema does not know; says nothing of wrong or missing ones. */
export function unknownProperties(schema: z.ZodType, value: unknown): string[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues
    .filter((issue) => issue.code === 'unrecognized_keys')
    .map((issue) => describe(issue, schema, value));
}

function describe(issue: z.core.$ZodIssue, schema: z.ZodType, value: unknown): string {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => [...path, key].join('.')).join(', ');
    return `unknown property ${names}; allowed: ${allowedKeys(schema, path).join(', ')}`;
  }
  const came = path.reduce(valueAt, value);
  const property = path.join('.') || 'the value';
  const allowed =
    issue.code === 'invalid_value'
      ? issue.values.map((one) => JSON.stringify(one)).join(', ')
      : issue.message;
  if (came === undefined) {
    return `property ${property} is missing${issue.code === 'invalid_type' ? '' : `; allowed: ${allowed}`}`;
  }
  return `property ${property} is ${JSON.stringify(came)}; allowed: ${allowed}`;
}

function valueAt(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  // One element may stand for a list of one, as the statement of a policy does.
  if (key === '0' && !Array.isArray(value) && !Object.hasOwn(value, key)) return value;
  return (value as Record<string, unknown>)[key];
}

function allowedKeys(schema: unknown, path: readonly string[]): string[] {
  const [key, ...rest] = path;
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodDefault
  ) {
    return allowedKeys(schema.unwrap(), path);
  }
  if (schema instanceof z.ZodPipe) {
    // A transform follows its schema, a preprocess step comes before it.
    return allowedKeys(schema.in instanceof z.ZodTransform ? schema.out : schema.in, path);
  }
  if (schema instanceof z.ZodArray) return allowedKeys(schema.element, rest);
  if (schema instanceof z.ZodRecord) return allowedKeys(schema.valueType, rest);
  if (schema instanceof z.ZodObject) {
    return key === undefined ? Object.keys(schema.shape) : allowedKeys(schema.shape[key], rest);
  }
  return [];
}
