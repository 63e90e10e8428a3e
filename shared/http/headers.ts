import type { APIGatewayProxyEvent } from 'aws-lambda';
import { invalid } from './request.ts';

type Headers = Pick<APIGatewayProxyEvent, 'headers' | 'multiValueHeaders'>;

/** All values of a header in the order they were sent. Names are case-insensitive. */
export function headerValues({ headers, multiValueHeaders }: Headers, name: string): string[] {
  const all = valuesOf(multiValueHeaders, name);
  // Some emulators of API Gateway pass a header that was sent once in only one of the two.
  return all.length > 0 ? all : valuesOf(headers, name);
}

/**
 * The value of a single-valued header; equal lines count as one.
 * @throws Refusal `invalid-request` if its lines differ.
 */
export function headerOf(event: Headers, name: string): string | undefined {
  const [value, ...others] = new Set(headerValues(event, name));
  if (others.length > 0) throw invalid([{ path: name, message: 'must be given once' }]);
  return value;
}

/** Replaces all lines of a header with one. */
export function setHeader(event: APIGatewayProxyEvent, name: string, value: string): void {
  event.headers = { ...without(event.headers, name), [name]: value };
  event.multiValueHeaders = { ...without(event.multiValueHeaders, name), [name]: [value] };
}

const isNamed = (key: string, name: string): boolean => key.toLowerCase() === name.toLowerCase();

const valuesOf = (
  headers: Headers['headers'] | Headers['multiValueHeaders'] | null,
  name: string,
): string[] =>
  Object.entries(headers ?? {})
    .filter(([key]) => isNamed(key, name))
    .flatMap(([, value]) => value ?? []);

const without = <Value>(headers: Record<string, Value> | null, name: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(headers ?? {}).filter(([key]) => !isNamed(key, name)));
