import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from './json-schema.ts';

/** What a schema says in words changes nothing for a program. */
const annotations = ['title', 'description', 'examples', '$comment'];

/**
 * What in a newer schema breaks those who hold to the older one, one sentence each; none when the newer one only
 * adds optional fields. A consumer of the older schema reads what producers of the newer one send, and a consumer
 * of the newer one reads what was sent before: so no field goes, none changes, and none is required anew.
 * @param path where the schemas stand; default the whole.
 */
export function contractBreaks(older: JsonSchema, newer: JsonSchema, path = 'detail'): string[] {
  if (older['type'] !== 'object' || newer['type'] !== 'object') {
    return isDeepStrictEqual(meaning(older), meaning(newer)) ? [] : [changed(path, older, newer)];
  }
  const { properties: oldFields = {}, required: oldRequired = [], ...oldRest } = older as ObjectSchema;
  const { properties: newFields = {}, required: newRequired = [], ...newRest } = newer as ObjectSchema;
  const added = newRequired.filter((field) => !oldRequired.includes(field));
  const relaxed = oldRequired.filter((field) => field in newFields && !newRequired.includes(field));
  return [
    ...(isDeepStrictEqual(meaning(oldRest), meaning(newRest)) ? [] : [changed(path, oldRest, newRest)]),
    ...added.map((field) => `${path}.${field} is required, and was not: older events lack it.`),
    ...relaxed.map((field) => `${path}.${field} is optional, and was required: older consumers need it.`),
    ...Object.entries(oldFields).flatMap(([field, schema]) => {
      const now = newFields[field];
      return now === undefined
        ? [`${path}.${field} was removed.`]
        : contractBreaks(schema, now, `${path}.${field}`);
    }),
  ];
}

interface ObjectSchema extends JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const meaning = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([keyword]) => !annotations.includes(keyword)));

const changed = (path: string, older: JsonSchema, newer: JsonSchema): string =>
  `${path} was ${JSON.stringify(meaning(older))} and is ${JSON.stringify(meaning(newer))}.`;
