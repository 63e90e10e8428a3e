import type { APIGatewayProxyEvent } from 'aws-lambda';
import { MAX_BODY_BYTES } from '../../contracts/definition/limits.ts';
import { headerValues } from './headers.ts';
import { HttpRefusal } from './http-refusal.ts';
import { isReadable } from './readable-text.ts';
import { repeatedFields } from './repeated-fields.ts';
import { invalid } from './request.ts';

/**
 * The JSON body; `undefined` if there is none.
 * @param mediaTypes the accepted content types.
 * @throws HttpRefusal `payload-too-large` or `unsupported-media-type`; Refusal `invalid-request`.
 */
export function jsonBodyOf(event: APIGatewayProxyEvent, mediaTypes: readonly string[]): unknown {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length === 0) return undefined;
  if (bytes.length > MAX_BODY_BYTES) {
    throw new HttpRefusal(
      'payload-too-large',
      `A body has at most ${MAX_BODY_BYTES} bytes; this one has ${bytes.length}.`,
    );
  }
  requireMediaType(event, mediaTypes);
  requireNoEncoding(event);
  const text = bytes.toString('utf8');
  if (!isReadable(text)) {
    throw invalid([{ path: 'body', message: 'must be UTF-8; U+FFFD can be sent as \\ufffd' }]);
  }
  const body = parse(text);
  const repeated = repeatedFields(text);
  if (repeated.length > 0) throw invalid(repeated.map((path) => ({ path, message: 'must be given once' })));
  return body;
}

const utf8 = /^(?:utf-?8|us-ascii)$/;

function requireMediaType(event: APIGatewayProxyEvent, mediaTypes: readonly string[]): void {
  const [header = '', ...others] = new Set(headerValues(event, 'Content-Type'));
  const [mediaType = '', ...parameters] = header
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  const known = others.length === 0 && mediaTypes.includes(mediaType);
  if (known && (charset === undefined || utf8.test(charset.replaceAll('"', '')))) return;
  const sent = [header, ...others].join(' and ') || 'an unnamed type';
  throw new HttpRefusal('unsupported-media-type', `Send ${mediaTypes.join(' or ')} in UTF-8, not ${sent}.`);
}

function requireNoEncoding(event: APIGatewayProxyEvent): void {
  const encodings = headerValues(event, 'Content-Encoding').filter((name) => !/^(identity)?$/i.test(name));
  if (encodings.length === 0) return;
  const sent = encodings.join(' and ');
  throw new HttpRefusal('unsupported-media-type', `Send the body without Content-Encoding, not as ${sent}.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid([{ path: 'body', message: 'must be well-formed JSON' }]);
  }
}
