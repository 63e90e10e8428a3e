import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from './json-schema.ts';

/**
 * What a schema describes, which determines who is affected by a change:
 * - `request`: the service reads what older clients send, so a newer schema may require less, but not more;
 * - `answer`: older clients read what the service sends, so a newer schema may offer more, but not less;
 * - `event`: both, since newer consumers read older events, and older consumers newer events.
 */
export type Direction = 'request' | 'answer' | 'event';

/** Keywords that make no difference to programs. */
const annotations = ['title', 'description', 'examples', '$comment', '$schema', 'id'];

/** A higher value of these keywords allows more. */
const upperBounds = ['maximum', 'maxLength', 'maxItems'];
/** A higher value of these keywords allows less. */
const lowerBounds = ['minimum', 'minLength', 'minItems'];
/** A list of these keywords allows each of its values. */
const valueLists = ['enum', 'type'];

/**
 * The changes in a newer schema that break users of the older one, a sentence each. A new optional field breaks nobody.
 * @param path where the schemas are.
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
  const [before, after] = [older['anyOf'], newer['anyOf']];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    const { anyOf: _, ...oldRest } = older;
    const { anyOf: __, ...newRest } = newer;
    const ofEach = before.flatMap((each, index) =>
      schemaBreaks(each, after[index], direction, `${path}(${index + 1})`),
    );
    // Alternatives that are compatible one by one are, whatever else; otherwise as a whole.
    if (ofEach.length === 0) return scalarBreaks(oldRest, newRest, direction, path);
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
      : added.map((field) => `${path}.${field} is now required: ${without[direction]}.`)),
    ...(direction === 'request'
      ? []
      : relaxed.map((field) => `${path}.${field} is now optional: ${needed[direction]}.`)),
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
  return isCompatible ? [] : [`${path} changed from ${JSON.stringify(before)} to ${JSON.stringify(after)}.`];
}

/** Whether a schema allows everything that a narrower one does, judging by bounds, alternatives and lists of values. */
function allowsAll(wide: JsonSchema, narrow: JsonSchema): boolean {
  const { anyOf } = wide;
  if (Array.isArray(anyOf)) return anyOf.some((each) => allowsAll(meaning(each), narrow));
  const keywords = [...new Set([...Object.keys(wide), ...Object.keys(narrow)])];
  return keywords.every((keyword) => {
    const [of, within] = [wide[keyword], narrow[keyword]];
    if (upperBounds.includes(keyword)) return of === undefined || Number(within) <= Number(of);
    if (lowerBounds.includes(keyword)) return of === undefined || Number(within) >= Number(of);
    if (valueLists.includes(keyword) && Array.isArray(of)) {
      return [within].flat().every((value) => of.includes(value));
    }
    return isDeepStrictEqual(of, within);
  });
}

const meaning = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([keyword]) => !annotations.includes(keyword)));
