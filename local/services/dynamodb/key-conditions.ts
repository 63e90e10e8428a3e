import { isRecord } from '../../json.ts';

/** A condition of a query on one attribute, with the values that it is compared with, as `{ S: 'a' }`. */
export interface KeyCondition {
  readonly attribute: string;
  /** `=`, `<`, `<=`, `>`, `>=`, `BETWEEN` or `begins_with`. */
  readonly operator: string;
  readonly values: readonly unknown[];
}

const OPERAND = String.raw`(?<attribute>#?[\w.-]+)`;
const VALUE = String.raw`(:\w+)`;

const CONDITION = new RegExp(
  [
    String.raw`(?<begins>begins_with)\s*\(\s*${OPERAND}\s*,\s*(?<prefix>:\w+)\s*\)`,
    String.raw`${OPERAND.replace('attribute', 'ranged')}\s+BETWEEN\s+(?<low>${VALUE})\s+AND\s+(?<high>${VALUE})`,
    String.raw`${OPERAND.replace('attribute', 'compared')}\s*(?<operator>=|<=|>=|<|>)\s*(?<with>:\w+)`,
  ].join('|'),
  'gi',
);

/** The conditions of a query's KeyConditionExpression, or of its older KeyConditions. What cannot be understood is left out. */
export function keyConditions(query: Readonly<Record<string, unknown>>): KeyCondition[] {
  const { KeyConditionExpression: expression, KeyConditions: older } = query;
  if (typeof expression !== 'string') return isRecord(older) ? olderConditions(older) : [];
  const names = recordOf(query['ExpressionAttributeNames']);
  const values = recordOf(query['ExpressionAttributeValues']);
  return [...expression.matchAll(CONDITION)].map(({ groups = {} }) => {
    const written = groups['attribute'] ?? groups['ranged'] ?? groups['compared'] ?? '';
    const used = [groups['prefix'], groups['low'], groups['high'], groups['with']];
    return {
      attribute: String(written.startsWith('#') ? names[written] : written),
      operator: groups['begins'] ?? groups['operator'] ?? 'BETWEEN',
      values: used.flatMap((name) => (name === undefined ? [] : [values[name]])),
    };
  });
}

const olderConditions = (conditions: Readonly<Record<string, unknown>>): KeyCondition[] =>
  Object.entries(conditions).map(([attribute, condition]) => {
    const { ComparisonOperator, AttributeValueList } = recordOf(condition);
    const values = Array.isArray(AttributeValueList) ? AttributeValueList : [];
    return { attribute, operator: String(ComparisonOperator), values };
  });

const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});
