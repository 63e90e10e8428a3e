import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import asyncapiSchema from '@asyncapi/specs/schemas/3.1.0-without-$id.json' with { type: 'json' };
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';

const read = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../..', path), 'utf8'));

test('docs/openapi.json is an OpenAPI 3.1 document whose references all resolve', async () => {
  const document = read('docs/openapi.json');
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toMatchObject({ valid: true });
  expect(validator.version).toBe('3.1');
  expect(unresolved(document)).toEqual([]);
  const references = Object.entries<object>(document.components.schemas).filter(
    ([, schema]) => '$ref' in schema,
  );
  expect(references, 'A schema must not be just a reference').toEqual([]);
});

test('docs/asyncapi.json is an AsyncAPI 3.1 document whose references all resolve', () => {
  const document = read('docs/asyncapi.json');
  const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true, validateSchema: false }));
  const validate = ajv.compile(asyncapiSchema);
  expect([validate(document), validate.errors]).toEqual([true, null]);
  expect(unresolved(document)).toEqual([]);
});

/** The references in a document that do not resolve. */
function unresolved(document: object): string[] {
  const found = [...JSON.stringify(document).matchAll(/"\$ref":"(#[^"]+)"/g)].map(
    ([, reference = '']) => reference,
  );
  const resolve = (reference: string) =>
    reference
      .slice(2)
      .split('/')
      .reduce<unknown>(
        (at, part) => (at as Record<string, unknown> | undefined)?.[part.replaceAll('~1', '/')],
        document,
      );
  return [...new Set(found)].filter((reference) => resolve(reference) === undefined);
}
