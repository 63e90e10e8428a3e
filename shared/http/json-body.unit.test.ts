import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_BODY_BYTES } from '../../contracts/definition/limits.ts';
import { Refusal } from '../refusals/refusal.ts';
import { anApiEvent } from '../testing/api-event.ts';
import { jsonText } from '../values/json-text.ts';
import { jsonBodyOf } from './json-body.ts';

const types = ['application/json'];

/** The parsed body, or the problem and its fields. */
function read(
  body: string | Buffer | undefined,
  type: string | string[] = 'application/json',
  others: Readonly<Record<string, string | string[]>> = {},
): unknown {
  try {
    return jsonBodyOf(anApiEvent({ body, headers: { 'content-type': type, ...others } }), types);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.errors === undefined ? error.code : error.errors.map(({ path }) => path);
  }
}

describe('a body', () => {
  test('is read as text or base64 from the gateway', () => {
    const json = '{"name":"Zoë 😀","size":1.0}';
    expect(read(json)).toEqual({ name: 'Zoë 😀', size: 1 });
    expect(read(Buffer.from(json))).toEqual({ name: 'Zoë 😀', size: 1 });
    expect(read(undefined)).toBeUndefined();
    expect(read(Buffer.alloc(0))).toBeUndefined();
  });

  test('that is not UTF-8 is refused, whether the gateway decodes it or not', () => {
    const [before, after] = [Buffer.from('{"name":"A'), Buffer.from('B"}')];
    const isUtf8 = (bytes: Uint8Array): boolean => {
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    const notUtf8 = fc.uint8Array({ minLength: 1, maxLength: 8 }).filter((bytes) => !isUtf8(bytes));
    fc.assert(
      fc.property(notUtf8, (bytes) => {
        const body = Buffer.concat([before, bytes, after]);
        expect(read(body)).toEqual(['body']);
        // API Gateway decodes bodies of non-binary media types like this.
        expect(read(body.toString('utf8'))).toEqual(['body']);
      }),
    );
  });

  test.each(['gzip', 'br', 'zstd', 'identity, gzip', ['identity', 'gzip'], 'none'])(
    'with a content encoding is refused: %j',
    (encoding) => {
      expect(read('{}', undefined, { 'content-encoding': encoding })).toBe('unsupported-media-type');
      expect(read(gzipSync('{}'), undefined, { 'content-encoding': encoding })).toBe(
        'unsupported-media-type',
      );
    },
  );

  test.each(['', 'identity', 'Identity'])('may declare that it has no encoding: %j', (encoding) => {
    expect(read('{}', undefined, { 'content-encoding': encoding })).toEqual({});
  });

  test('may contain U+FFFD as an escape, as clients send it', () => {
    expect(read('{"name":"\\ufffd"}')).toEqual({ name: '\uFFFD' });
    const body = { name: '\uFFFD\\\uFFFD\ud800"' };
    expect(read(jsonText(body))).toEqual(body);
  });

  test.each(['\uFEFF{}', '{"a":1', '{"a":NaN}', "{'a':1}", '{"a":01}', '\0{}', '{}\0', '{"a":"\n"}', ' '])(
    'that is not JSON is refused: %j',
    (body) => {
      expect(read(body)).toEqual(['body']);
    },
  );

  test('with a repeated field is refused, naming it', () => {
    expect(read('{"name":"a","price":{"amount":1,"amount":1},"name":"a"}')).toEqual(['price.amount', 'name']);
  });

  test.each<string | string[]>([
    'text/plain',
    '',
    ['application/json', 'text/plain'],
    'application/json; charset=iso-8859-1',
    'application/json;charset="UTF-16"',
    'application/json;charset=utf-8-sig',
    'application/json;charset=not-utf-8',
  ])('of the type %j is refused', (type) => {
    expect(read('{}', type)).toBe('unsupported-media-type');
  });

  test.each<string | string[]>([
    'Application/JSON ; Charset="UTF-8"',
    'application/json; profile=x',
    'application/json; charset=utf8',
    ['application/json', 'application/json'],
  ])('of the type %j is read', (type) => {
    expect(read('{}', type)).toEqual({});
  });
});

/** The message of a refusal, with those of its fields. */
function messagesOf(body: string, headers: Readonly<Record<string, string | string[]>>): string[] {
  const accepted = ['application/json', 'application/merge-patch+json'];
  try {
    jsonBodyOf(anApiEvent({ body, headers }), accepted);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [error.message, ...(error.errors ?? []).map(({ message }) => message)];
  }
}

describe('the refusal of a body says what to send', () => {
  const json = { 'content-type': 'application/json' };

  test.each<[string | string[], string]>([
    ['text/plain', 'text/plain'],
    [['application/json', 'text/plain'], 'application/json and text/plain'],
    ['', 'an unnamed type'],
  ])('of the type %j', (type, named) => {
    expect(messagesOf('{}', { 'content-type': type })).toEqual([
      `Send application/json or application/merge-patch+json in UTF-8, not ${named}.`,
    ]);
  });

  test('with an encoding', () => {
    expect(messagesOf('{}', { ...json, 'content-encoding': ['gzip', 'br'] })).toEqual([
      'Send the body without Content-Encoding, not as gzip and br.',
    ]);
  });

  test('that is not UTF-8, or repeats a field', () => {
    expect(messagesOf('"\uFFFD"', json)).toContain('must be UTF-8; U+FFFD can be sent as \\ufffd');
    expect(messagesOf('{"a":1,"a":2}', json)).toContain('must be given once');
  });

  test('that is one byte too large', () => {
    const body = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2));
    expect(messagesOf(body(MAX_BODY_BYTES), json)).toEqual([]);
    expect(messagesOf(body(MAX_BODY_BYTES + 1), json)).toEqual([
      'A body has at most 102400 bytes; this one has 102401.',
    ]);
  });
});
