import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from './json-schema.ts';

/**
 * Who has to cope with a change:
 * - `request`: a service with a newer schema reads what older clients send, so it may ask for less, not for more;
 * - `answer`: older clients read what a service with a newer schema sends, so it may say more, not less;
 * - `event`: both, since consumers of either version read what producers of the other sent.
 */
export type Direction = 'request' | 'answer' | 'event';

/** What a schema says in words changes nothing for a program. */
const annotations = ['title', 'description', 'examples', '$comment', '$schema', 'id'];

/** Keywords that allow more the higher they are, and those that allow less. */
const upperBounds = ['maximum', 'maxLength', 'maxItems'];
const lowerBounds = ['minimum', 'minLength', 'minItems'];

/**
 * What in a newer schema breaks those who hold to the older one, one sentence each; none for a new optional field.
 * @param path where the schemas stand.
 */
export function schemaBreaks(
  older: JsonSchema,
  newer: JsonSchema,
  direction: Direction,
  path: string,
): string[] {
  if (older['type'] === 'array' && newer['type'] === 'array') {
    const { items: oldItems = {}, ...oldRest } = older;
    const { items: newItems = {}, ...newRest } = newer;
    return [
      ...scalarBreaks(oldRest, newRest, direction, path),
      ...schemaBreaks(oldItems as JsonSchema, newItems as JsonSchema, direction, `${path}[]`),
    ];
  }
  if (older['type'] !== 'object' || newer['type'] !== 'object') {
    return scalarBreaks(older, newer, direction, path);
  }
  const { properties: oldFields = {}, required: oldRequired = [], ...oldRest } = older as ObjectSchema;
  const { properties: newFields = {}, required: newRequired = [], ...newRest } = newer as ObjectSchema;
  const added = newRequired.filter((field) => !oldRequired.includes(field));
  const relaxed = oldRequired.filter((field) => field in newFields && !newRequired.includes(field));
  return [
    ...scalarBreaks(oldRest, newRest, direction, path),
    ...(direction === 'answer'
      ? []
      : added.map((field) => `${path}.${field} is required, and was not: ${without[direction]}.`)),
    ...(direction === 'request'
      ? []
      : relaxed.map((field) => `${path}.${field} is optional, and was required: ${needed[direction]}.`)),
    ...Object.entries(oldFields).flatMap(([field, schema]) => {
      const now = newFields[field];
      return now === undefined
        ? [`${path}.${field} was removed.`]
        : schemaBreaks(schema, now, direction, `${path}.${field}`);
    }),
  ];
}

const without = { request: 'older clients do not send it', event: 'older events lack it' };
const needed = { answer: 'older clients need it', event: 'older consumers need it' };

interface ObjectSchema extends JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

function scalarBreaks(older: JsonSchema, newer: JsonSchema, direction: Direction, path: string): string[] {
  const [before, after] = [meaning(older), meaning(newer)];
  const isCompatible =
    isDeepStrictEqual(before, after) ||
    (direction === 'request' && allowsAll(after, before)) ||
    (direction === 'answer' && allowsAll(before, after));
  return isCompatible ? [] : [`${path} was ${JSON.stringify(before)} and is ${JSON.stringify(after)}.`];
}

/** Whether a schema allows all that a narrower one does, as far as their bounds and lists of values say. */
function allowsAll(wide: JsonSchema, narrow: JsonSchema): boolean {
  const keywords = [...new Set([...Object.keys(wide), ...Object.keys(narrow)])];
  return keywords.every((keyword) => {
    const [of, within] = [wide[keyword], narrow[keyword]];
    if (upperBounds.includes(keyword)) return of === undefined || Number(within) <= Number(of);
    if (lowerBounds.includes(keyword)) return of === undefined || Number(within) >= Number(of);
    if (keyword === 'enum' && Array.isArray(of) && Array.isArray(within)) {
      return within.every((value) => of.includes(value));
    }
    return isDeepStrictEqual(of, within);
  });
}

const meaning = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([keyword]) => !annotations.includes(keyword)));
