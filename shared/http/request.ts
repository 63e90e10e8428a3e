import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { FieldError } from '../../contracts/definition/problems.ts';
import { Refusal } from '../refusals/refusal.ts';
import { isReadable } from './readable-text.ts';

/**
 * The query parameters, each given once.
 * @throws Refusal `invalid-request` naming every parameter that is repeated or not UTF-8.
 */
export function queryOf(event: APIGatewayProxyEvent): Record<string, string> {
  const errors: FieldError[] = [];
  const query = Object.entries(parametersOf(event)).map(([name, [value = '', ...others]]) => {
    if (others.length > 0) errors.push({ path: name, message: 'must be given once' });
    else if (!isReadable(name + value)) errors.push({ path: name, message: 'must be UTF-8' });
    return [name, value] as const;
  });
  if (errors.length > 0) throw invalid(errors);
  return Object.fromEntries(query);
}

/** All values of each parameter. Some emulators of API Gateway pass a single value in only one of the two forms. */
function parametersOf(event: APIGatewayProxyEvent): Record<string, string[]> {
  const { queryStringParameters, multiValueQueryStringParameters } = event;
  const single = Object.entries(queryStringParameters ?? {}).map(([name, value]) => [name, [value ?? '']]);
  const multi = Object.entries(multiValueQueryStringParameters ?? {}).map(([name, all]) => [name, all ?? []]);
  return Object.fromEntries([...single, ...multi]);
}

/** A refusal that names every bad field. */
export function invalid(errors: readonly FieldError[]): Refusal {
  const fields = errors.map((error) => error.path).join(', ');
  return new Refusal('invalid-request', `Check these fields: ${fields}.`, errors);
}
