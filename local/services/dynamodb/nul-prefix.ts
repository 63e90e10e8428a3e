import { isRecord, parseJson } from '../../json.ts';

/** The longest sort key, in bytes. */
const MAX_BYTES = 1024;

/** The last character of those that take so many bytes, the longest first. */
const LAST_CHARACTERS = [
  { bytes: 4, last: '\u{10ffff}' },
  { bytes: 3, last: '\uffff' },
  { bytes: 2, last: '\u07ff' },
  { bytes: 1, last: '\u007f' },
];

const BEGINS_WITH = /begins_with\s*\(\s*(#?[\w.-]+)\s*,\s*(:\w+)\s*\)/;

/** The name of the value that is added. */
const LAST = ':lastWithThisPrefix';

/**
 * A query for sort keys that begin with a text with U+0000 in it, as a query for a range with the same keys: the engine reads
 * the text up to that character only. Any other request stays as it is.
 * @param body the request in JSON
 */
export function withoutNulPrefix(operation: string, body: string): string {
  if (operation !== 'Query' || !body.includes('\\u0000')) return body;
  const query = parseJson(body);
  if (!isRecord(query) || typeof query['KeyConditionExpression'] !== 'string') return body;
  const [condition, attribute, name = ''] = BEGINS_WITH.exec(query['KeyConditionExpression']) ?? [];
  const values = query['ExpressionAttributeValues'];
  const prefix = isRecord(values) && isRecord(values[name]) ? values[name]['S'] : undefined;
  if (condition === undefined || typeof prefix !== 'string' || !prefix.includes('\0')) return body;
  return JSON.stringify({
    ...query,
    KeyConditionExpression: query['KeyConditionExpression'].replace(
      condition,
      () => `${attribute} BETWEEN ${name} AND ${LAST}`,
    ),
    ExpressionAttributeValues: { ...(values as object), [LAST]: { S: lastWith(prefix) } },
  });
}

/** The last of all sort keys with a prefix. */
function lastWith(prefix: string): string {
  let [last, left] = [prefix, MAX_BYTES - Buffer.byteLength(prefix)];
  for (const { bytes, last: character } of LAST_CHARACTERS) {
    const times = Math.max(0, Math.floor(left / bytes));
    last += character.repeat(times);
    left -= times * bytes;
  }
  return last;
}
