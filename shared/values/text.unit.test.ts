import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineOfText, prose } from './text.ts';

const messagesOf = (schema: ReturnType<typeof lineOfText | typeof prose>, text: string): string[] =>
  schema.safeParse(text).error?.issues.map(({ message }) => message) ?? [];

describe('a line of text', () => {
  const line = lineOfText(2, 5);

  test('is trimmed and composed before its length is checked', () => {
    expect(line.parse('  Zoe\u0308 ')).toBe('Zoë');
    expect(line.parse('e\u0301'.repeat(5))).toBe('ééééé');
  });

  test.each([
    [' a ', 'must have at least 2 characters'],
    ['abcdef', 'must have at most 5 characters'],
    ['a\nb', 'must not contain control characters'],
    ['a\u0000b', 'must not contain control characters'],
    ['a\u0085b', 'must not contain control characters'],
    ['a\ud83db', 'must be well-formed Unicode'],
    ['a\u202eb', 'must not change the direction of text'],
    ['a\u2067b', 'must not change the direction of text'],
    ['\u200b\u2060', 'must contain a visible character'],
    ['\u3164\u00ad', 'must contain a visible character'],
  ])('%j is refused: %s', (text, message) => {
    expect(messagesOf(line, text)).toEqual([message]);
  });

  test.each(['👩‍👧', 'שלום', 'क्ष', '€ 5', '--'])('%s is accepted unchanged', (text) => {
    expect(lineOfText(1, 20).parse(text)).toBe(text.normalize('NFC'));
  });

  test('that is empty is refused with its own message', () => {
    expect(messagesOf(lineOfText(1, 5), '   ')).toEqual(['must not be empty']);
  });

  test('is unchanged if parsed again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = lineOfText(0, 200).safeParse(text);
        fc.pre(parsed.success);
        expect(lineOfText(0, 200).parse(parsed.data)).toBe(parsed.data);
      }),
    );
  });
});

describe('prose', () => {
  test('may have line breaks and tabs', () => {
    expect(prose(20).parse(' one\r\n\ttwo ')).toBe('one\r\n\ttwo');
  });

  test.each([
    ['four', 'must have at most 3 characters'],
    ['\u0007x', 'must not contain control characters'],
    ['a\u2066', 'must not change the direction of text'],
    ['a\ud83d', 'must be well-formed Unicode'],
  ])('%j is refused: %s', (text, message) => {
    expect(messagesOf(prose(3), text)).toEqual([message]);
  });

  test('is trimmed and composed before it is measured', () => {
    expect(prose(1).parse(' e\u0301 ')).toBe('é');
  });
});
