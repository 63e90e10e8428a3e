import { describe, expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Bytes of UTF-16. */
function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let n = 0; n < text.length; n += 1) bytes.setUint16(n * 2, text.charCodeAt(n), isLittle);
  return new Uint8Array(bytes.buffer);
}

const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)));

describe('a file that says its encoding', () => {
  test.each([
    ['UTF-8 with a mark', bytesOf([0xef, 0xbb, 0xbf], 'Łódź 红茶'), 'utf-8'],
    ['UTF-8 without one', utf8('Łódź 红茶'), 'utf-8'],
    ['UTF-16, little-endian', utf16('\ufeffŁódź 红茶', true), 'utf-16le'],
    ['UTF-16, big-endian', utf16('\ufeffŁódź 红茶', false), 'utf-16be'],
  ])('is read as %s', (_, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text: 'Łódź 红茶', encoding, isGuess: false });
  });
});

describe('a file that does not', () => {
  test.each([
    [
      'Windows-1252',
      bytesOf('name,qty\nM', [0xfc], 'ller ', [0xd6], 'l Stra', [0xdf], 'e,2\nK', [0xe4], 'se,3\n'),
      'windows-1252',
      'Müller Öl Straße',
    ],
    [
      'Windows-1250',
      bytesOf(
        'nazwa\n',
        [0xa3, 0xf3, 0x64, 0x9f, 0x20, 0xbf, 0xf3, 0xb3, 0x74, 0x61, 0x20, 0x67, 0xea, 0x9c],
        '\nZa',
        [0xbf, 0xf3, 0xb3, 0xe6],
        '\n',
      ),
      'windows-1250',
      'Łódź żółta gęś',
    ],
    [
      'Shift JIS',
      bytesOf(
        [0x8f, 0xa4, 0x95, 0x69, 0x96, 0xbc],
        '\n',
        [0x82, 0xa8, 0x92, 0x83],
        ',2\n',
        [0x90, 0xd4, 0x82, 0xa2, 0x83, 0x4a, 0x83, 0x62, 0x83, 0x76],
        '\n',
      ),
      'shift_jis',
      '商品名\nお茶,2\n赤いカップ',
    ],
    ['GBK', bytesOf('name\n', [0xba, 0xec, 0xb2, 0xe8, 0xb1, 0xad], ',1\n'), 'gb18030', '红茶杯'],
    ['UTF-16 without a mark', utf16('name,qty\nTea,2\n', true), 'utf-16le', 'name,qty'],
    ['big-endian UTF-16 without a mark', utf16('name,qty\nTea,2\n', false), 'utf-16be', 'name,qty'],
  ])('is guessed to be %s', (_, bytes, encoding, text) => {
    const read = decodeText(bytes);
    expect(read).toMatchObject({ encoding, isGuess: true });
    expect(read.text).toContain(text);
  });

  test('is read in the encoding that is asked for', () => {
    const bytes = bytesOf([0xba, 0xec, 0xb2, 0xe8]);
    expect(decodeText(bytes, 'gbk')).toEqual({ text: '红茶', encoding: 'gbk', isGuess: false });
    expect(decodeText(bytes, 'latin1').text).toBe('ºì²è');
  });
});

test('line breaks of any kind become one', () => {
  expect(decodeText(utf8('a\r\nb\rc\n')).text).toBe('a\nb\nc\n');
});

test.each([
  ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0], undefined, /old Excel workbook/],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d], undefined, /PDF/],
  ['a compressed file', [0x1f, 0x8b, 8], undefined, /compressed/],
  ['UTF-32', [0xff, 0xfe, 0, 0, 0x61, 0, 0, 0], undefined, /UTF-32/],
  ['bytes that the encoding does not have', [0x61, 0xff], 'utf-8', /not utf-8 throughout/],
  ['an encoding that does not exist', [0x61], 'klingon', /no encoding klingon/],
])('%s is refused by its name', (_, bytes, asked, message) => {
  expect(() => decodeText(Uint8Array.from(bytes), asked)).toThrow(message);
});
