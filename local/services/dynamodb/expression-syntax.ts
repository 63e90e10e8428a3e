/** The parameters of DynamoDB's operations that hold an expression. */
const EXPRESSIONS: ReadonlySet<string> = new Set([
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
  'UpdateExpression',
]);

/** Other characters than ASCII, written as they are or escaped. */
const MAY_HOLD_OTHERS = /[^\0-\x7f]|\\u/;
const TOKENS = /\w+|[^\w\s]/gu;
const OTHER = /[^\0-\x7f]/;

/**
 * DynamoDB's error message for a request with a non-ASCII character in an expression; undefined for
 * any other request. Such a character is a syntax error in every expression: attributes with such names are
 * written as `#placeholders`. It is reported here because some of them crash the engine.
 * @param body the request in JSON
 */
export function expressionSyntaxError(body: string): string | undefined {
  if (!MAY_HOLD_OTHERS.test(body)) return undefined;
  let found: string | undefined;
  try {
    // Wherever it stands: transactions and batches hold expressions further down, items never a bare string.
    JSON.parse(body, (key, value: unknown) => {
      if (EXPRESSIONS.has(key) && typeof value === 'string' && OTHER.test(value)) {
        found ??= `Invalid ${key}: Syntax error; ${describe(value)}`;
      }
      return value;
    });
  } catch {
    // Invalid JSON is a different error, which the engine reports.
  }
  return found;
}

/** `token: "€", near: "SET € ="`: the token and its neighbours. */
function describe(expression: string): string {
  const tokens = [...expression.matchAll(TOKENS)];
  const at = tokens.findIndex(([token]) => OTHER.test(token));
  const [start, end] = [tokens[at - 1] ?? tokens[at], tokens[at + 1] ?? tokens[at]];
  const near = expression.slice(start?.index ?? 0, end ? end.index + end[0].length : undefined);
  return `token: ${JSON.stringify(tokens[at]?.[0] ?? expression)}, near: ${JSON.stringify(near)}`;
}
