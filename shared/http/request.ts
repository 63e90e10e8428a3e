import type { APIGatewayProxyEvent } from 'aws-lambda';
import { type FieldError, Problem } from './problem.ts';

/** The largest body that is read, in bytes. Every resource is far below it. */
export const MAX_BODY_BYTES = 100 * 1024;

/** A header's value, whatever the case of its name. @param name in lower case. */
export function headerOf(event: APIGatewayProxyEvent, name: string): string | undefined {
  return Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

/**
 * The query parameters, each given once.
 * @throws Problem `invalid-request` naming every repeated parameter.
 */
export function queryOf(event: APIGatewayProxyEvent): Record<string, string> {
  const all = Object.entries(event.multiValueQueryStringParameters ?? {});
  const repeated = all.filter(([, values]) => (values?.length ?? 0) > 1);
  if (repeated.length > 0) {
    throw invalid(repeated.map(([path]) => ({ path, message: 'must be given once' })));
  }
  return Object.fromEntries(all.map(([name, values]) => [name, values?.[0] ?? '']));
}

/**
 * The JSON body; `undefined` when there is none.
 * @param mediaTypes the content types that are understood.
 * @throws Problem `payload-too-large`, `unsupported-media-type` or `invalid-request`.
 */
export function jsonBodyOf(event: APIGatewayProxyEvent, mediaTypes: readonly string[]): unknown {
  const raw = event.body ?? '';
  const bytes = Buffer.from(raw, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length === 0) return undefined;
  if (bytes.length > MAX_BODY_BYTES) {
    throw new Problem(
      'payload-too-large',
      `A body has at most ${MAX_BODY_BYTES} bytes; this one has ${bytes.length}.`,
    );
  }
  const mediaType = headerOf(event, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!mediaTypes.includes(mediaType)) {
    throw new Problem(
      'unsupported-media-type',
      `Send ${mediaTypes.join(' or ')}, not ${mediaType || 'an unnamed type'}.`,
    );
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw invalid([{ path: 'body', message: 'must be well-formed JSON' }]);
  }
}

/** A 400 that names every bad field. */
export function invalid(errors: readonly FieldError[]): Problem {
  const fields = errors.map((error) => error.path).join(', ');
  return new Problem('invalid-request', `Check these fields: ${fields}.`, { errors });
}

/** The content types of a PATCH: RFC 7396, or plain JSON. */
export const mergePatchTypes = ['application/merge-patch+json', 'application/json'];
