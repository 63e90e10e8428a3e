import { analyse } from 'chardet';
import { SalesFileError } from './sales-file-error.ts';

/** The text of a file, and how its bytes were read. */
export interface DecodedText {
  /** With LF as its line breaks, and without a byte order mark. */
  readonly text: string;
  /** As `TextDecoder` names it. */
  readonly encoding: string;
  /** Whether nothing in the file says so: somebody should look at a sample. */
  readonly isGuess: boolean;
}

/** How files begin that are no text, and what to say of them. */
const OTHERS: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook. Save it as “CSV UTF-8” and import that'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document. Export the sales as CSV and import that'],
  [[0x1f, 0x8b], 'compressed. Decompress it, or let its name end in .gz'],
];

/** Byte order marks, the longer ones first. */
const MARKS: readonly (readonly [bytes: readonly number[], encoding: string | undefined])[] = [
  [[0xff, 0xfe, 0, 0], undefined],
  [[0, 0, 0xfe, 0xff], undefined],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** How much of a file is looked at for a guess, in bytes. */
const SAMPLE = 65_536;

/**
 * Reads the bytes of a file as text: by its byte order mark, as UTF-8 if it is that, or in the encoding that is most likely.
 * @param asked the encoding, if it is known: any name that `TextDecoder` takes.
 * @throws SalesFileError for what is no text, an unknown encoding, and bytes that the encoding does not have.
 */
export function decodeText(bytes: Uint8Array, asked?: string): DecodedText {
  const other = OTHERS.find(([start]) => beginsWith(bytes, start));
  if (other !== undefined) throw new SalesFileError(`This is ${other[1]}.`);
  if (asked !== undefined) return decoded(bytes, asked, false);
  const mark = MARKS.find(([start]) => beginsWith(bytes, start));
  if (mark !== undefined) {
    if (mark[1] === undefined) throw new SalesFileError('This file is UTF-32. Save it as CSV UTF-8.');
    return decoded(bytes, mark[1], false);
  }
  return tryDecode(bytes, 'utf-8', false) ?? guess(bytes);
}

const beginsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, place) => bytes[place] === byte);

function decoded(bytes: Uint8Array, encoding: string, isGuess: boolean): DecodedText {
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new SalesFileError(
      `There is no encoding ${encoding}. Some are utf-8, windows-1252, gbk and shift_jis.`,
    );
  }
  try {
    const text = decoder.decode(bytes).replace(/\r\n?/g, '\n');
    return { text, encoding: decoder.encoding, isGuess };
  } catch {
    throw new SalesFileError(
      `This file is not ${decoder.encoding} throughout. Give its encoding with --encoding.`,
    );
  }
}

/** Undefined if the bytes are not of this encoding, or there would be zeros in the text. */
function tryDecode(bytes: Uint8Array, encoding: string, isGuess: boolean): DecodedText | undefined {
  try {
    const read = decoded(bytes, encoding, isGuess);
    return read.text.includes('\u0000') ? undefined : read;
  } catch (error) {
    if (!(error instanceof SalesFileError)) throw error;
    return undefined;
  }
}

function guess(bytes: Uint8Array): DecodedText {
  const names = bytes.subarray(0, SAMPLE).includes(0)
    ? ['utf-16le', 'utf-16be'].toSorted((a, b) => zeros(bytes, b) - zeros(bytes, a))
    : likely(unusual(bytes));
  for (const name of names) {
    const read = tryDecode(bytes, name, true);
    if (read !== undefined) return read;
  }
  throw new SalesFileError('This is not a text file, or one in an unknown encoding. Save it as CSV UTF-8.');
}

/** How many zeros there are where this form of UTF-16 has them for plain letters. */
const zeros = (bytes: Uint8Array, encoding: string): number =>
  bytes
    .subarray(0, SAMPLE)
    .filter((byte, place) => byte === 0 && place % 2 === (encoding === 'utf-16le' ? 1 : 0)).length;

/** What is tried in any case, in this order if nothing else decides. */
const COMMON = ['windows-1252', 'windows-1250', 'gb18030', 'shift_jis', 'big5', 'euc-kr'];

/**
 * Encodings from the likeliest to the least likely. In the right one, letters are beside letters, which tells more than statistics
 * do if there are only a few.
 */
function likely(sample: Uint8Array): string[] {
  const found = new Map(analyse(sample).map(({ name, confidence }) => [labelOf(name), confidence]));
  const names = [...new Set([...COMMON, ...found.keys()])];
  const confidence = (name: string): number => found.get(name) ?? 0;
  const shares = new Map(names.map((name) => [name, letterShare(tryDecode(sample, name, true)?.text)]));
  const share = (name: string): number => shares.get(name) ?? 0;
  return names.toSorted((a, b) => share(b) - share(a) || confidence(b) - confidence(a));
}

const labelOf = (name: string): string => (name === 'ISO-8859-1' ? 'windows-1252' : name.toLowerCase());

/** The share of letters among the characters beyond ASCII. Kana count twice: they do not come about by chance. */
function letterShare(text: string | undefined): number {
  const others = text?.match(/\P{ASCII}/gu) ?? [];
  const weight = (character: string): number =>
    /[\u3041-\u30fe]/u.test(character) ? 2 : Number(/[\p{L}\p{M}]/u.test(character));
  return others.length === 0 ? 0 : others.reduce((sum, each) => sum + weight(each), 0) / others.length;
}

/** The lines with bytes beyond ASCII, as far as a guess needs them. */
function unusual(bytes: Uint8Array): Uint8Array {
  const kept: number[] = [];
  let line: number[] = [];
  for (const byte of bytes) {
    line.push(byte);
    if (byte !== 0x0a) continue;
    if (line.some((each) => each > 0x7f)) kept.push(...line);
    line = [];
    if (kept.length > SAMPLE) break;
  }
  if (line.some((each) => each > 0x7f)) kept.push(...line);
  return Uint8Array.from(kept);
}
