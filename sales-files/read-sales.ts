import { type Conventions, conventionsOf, type ReadOptions } from './conventions.ts';
import { decodeText } from './decode-text.ts';
import { doubtsOf } from './doubts.ts';
import { type Field, type Mapping, plainName } from './fields.ts';
import { columnsIn, countFields, type FoundColumns, findColumns } from './find-columns.ts';
import { keyOf } from './keys.ts';
import { isSubtotal, OrderReader } from './order-reader.ts';
import { type Outline, outlineOf } from './outline.ts';
import { refusePivoted } from './pivoted.ts';
import { type PresetName, presetOf, presets } from './presets.ts';
import { type RefusedLine, readLine, type SalesLine } from './read-line.ts';
import { isWorkbook, readWorkbook, type Sheet } from './read-workbook.ts';
import { SalesFileError } from './sales-file-error.ts';
import { isBlank, isHeader, splitTable, type Table, tableOf } from './split-table.ts';
import { refuseTwoRowHeader } from './two-row-header.ts';
import { type Items, joinRows } from './two-rows.ts';

/** What was found out about a file, for whoever looks at the plan. */
export interface Understood extends Outline {
  readonly preset: PresetName | undefined;
  readonly conventions: Conventions;
  /** What nothing in the file says for sure, as sentences. */
  readonly guesses: readonly string[];
  /** What was found and passed over, as sentences. */
  readonly notes: readonly string[];
}

/** The sales of a file. */
export interface SalesFile {
  readonly header: readonly string[];
  readonly lines: readonly SalesLine[];
  readonly refused: readonly RefusedLine[];
  readonly understood: Understood;
}

/**
 * Reads the sales of a file with whatever columns, separators, number and date formats it has: text, or an Excel workbook. Runs in Node
 * and in browsers.
 * @throws SalesFileError if the file cannot be read as a whole; single lines are refused with a reason.
 */
export async function readSalesFile(bytes: Uint8Array, options: ReadOptions = {}): Promise<SalesFile> {
  return isWorkbook(bytes) ? ofWorkbook(await readWorkbook(bytes), options) : readSales(bytes, options);
}

/** As {@link readSalesFile}, for text alone. */
export function readSales(bytes: Uint8Array, options: ReadOptions = {}): SalesFile {
  const { text, encoding, isGuess } = decodeText(bytes, options.encoding);
  const table = splitTable(text, countFields(options.mapping ?? {}));
  return salesOf(table, { encoding, isGuess }, keyOf(text), options);
}

/** The sales are in the sheet that has most of the columns that are looked for. */
function ofWorkbook(sheets: readonly Sheet[], options: ReadOptions): SalesFile {
  const recognized = countFields(options.mapping ?? {});
  const tables = sheets.map(({ title, records }) => ({ title, table: tableOf(records, '', recognized) }));
  const [best] = tables.toSorted((a, b) => recognized(b.table.header) - recognized(a.table.header));
  if (best === undefined || best.table.header.length === 0)
    throw new SalesFileError('The workbook is empty.');
  const { title, table } = best;
  const encoding = `the sheet “${title}” of an Excel workbook`;
  return salesOf(table, { encoding, isGuess: false }, keyOf(table.header, table.rows), options);
}

/** How a file was decoded. */
interface Decoded {
  readonly encoding: string;
  readonly isGuess: boolean;
}

/** @param file a key of what is in it. @throws SalesFileError with an outline of the file. */
function salesOf(given: Table, decoded: Decoded, file: string, options: ReadOptions): SalesFile {
  try {
    return interpreted(given, decoded, file, options);
  } catch (error) {
    if (!(error instanceof SalesFileError)) throw error;
    const mapping = mappingOf(given.header, options.preset ?? presetOf(given.header), options.mapping);
    const { columns } = columnsIn(given.header, mapping);
    throw new SalesFileError(error.message, error.asks, outlineOf(given, columns, decoded.encoding));
  }
}

function interpreted(
  given: Table,
  { encoding, isGuess }: Decoded,
  file: string,
  options: ReadOptions,
): SalesFile {
  const preset = options.preset ?? presetOf(given.header);
  const mapping = mappingOf(given.header, preset, options.mapping);
  const items = joinRows(given, findColumns(given.header, mapping));
  const { table, found } = items;
  const { header } = table;
  refuseTwoRowHeader(given, found.columns, options.mapping);
  refusePivoted(header, found.columns);
  requireFields(found, header, options);
  const notes =
    table.above.length > 0
      ? [
          `${plural(table.above.length, 'line')} above the header ${table.above.length === 1 ? 'is' : 'are'} passed over`,
        ]
      : [];
  const conventions = conventionsOf(table, found, preset, options);
  const { lines, refused, blank } = linesOf(items, given.header.length, conventions, options, file);
  if (blank > 0) notes.push(`${plural(blank, 'empty or repeated line')} passed over`);
  const guesses = [
    ...(isGuess
      ? [`The file does not say its encoding, and is read as ${encoding}: ${sampleOf(lines)}`]
      : []),
    ...found.absent.map(
      (field) => `There is no column ${options.mapping?.[field]} (${field}), so it is left out`,
    ),
    ...items.guesses,
    ...conventions.guesses,
    ...doubtsOf({ header: given.header, lines, found, conventions, mapping, options }),
  ];
  return {
    header,
    lines,
    refused,
    understood: { ...outlineOf(table, found.columns, encoding), preset, conventions, guesses, notes },
  };
}

/** What somebody says goes before what is known of a preset. A preset's columns that a file does not have are looked for by name. */
function mappingOf(header: readonly string[], preset: PresetName | undefined, asked: Mapping = {}): Mapping {
  const columns = new Set(header.map(plainName));
  const known: Mapping = preset === undefined ? {} : presets[preset].mapping;
  const usable = Object.entries(known).filter(
    ([, column]) => column === '' || columns.has(plainName(column)),
  );
  return { ...(Object.fromEntries(usable) as Mapping), ...asked };
}

function requireFields({ columns }: FoundColumns, header: readonly string[], { walkIn }: ReadOptions): void {
  const has = (...fields: readonly Field[]) => fields.some((field) => columns[field] !== undefined);
  const missing = [
    ...(has('stockCode', 'description') ? [] : ['the product (stockCode or description)']),
    ...(has('unitPrice', 'total') ? [] : ['the price (unitPrice or total)']),
    ...(has('customerId', 'email', 'customerName') || walkIn !== undefined
      ? []
      : ['the customer (customerId, email or customerName; or --walk-in NAME, if there are none)']),
  ];
  if (missing.length === 0) return;
  throw new SalesFileError(
    `No column was found for ${missing.join(', nor for ')}.\nThe file has: ${header.map((name) => name.trim()).join(', ')}.\n` +
      'Name the columns: --mapping stockCode=COLUMN,unitPrice=COLUMN,customerId=COLUMN.',
  );
}

/** @param width how many columns the file has. */
function linesOf(
  { table: { header, rows }, found }: Items,
  width: number,
  conventions: Conventions,
  options: ReadOptions,
  file: string,
): { lines: SalesLine[]; refused: RefusedLine[]; blank: number } {
  const lines: SalesLine[] = [];
  const refused: RefusedLine[] = [];
  const orders = new OrderReader(found, options.walkIn !== undefined);
  const occurrences = new Map<string, number>();
  let blank = 0;
  let above: readonly string[] = [];
  for (const { number, record } of rows) {
    if (isBlank(record) || isHeader(record, header)) {
      blank += 1;
      continue;
    }
    const extra = record.slice(header.length);
    if (record.length < header.length || !isBlank(extra)) {
      const columns = record.length - (header.length - width);
      refused.push({ number, record, reason: `${columns} columns instead of ${width}` });
      continue;
    }
    if (isSubtotal(record, above)) {
      refused.push({ number, record, reason: 'a total, not a sale' });
      continue;
    }
    above = record;
    const read = readLine(orders.cellsOf(record), conventions, options);
    if ('reason' in read) {
      refused.push({ number, record, reason: read.reason });
      continue;
    }
    // Without an order number, only the file tells a sale from an equal one of another day.
    const content = JSON.stringify(read.invoiceNo === '' ? [...read.identity, file] : read.identity);
    const occurrence = occurrences.get(content) ?? 0;
    occurrences.set(content, occurrence + 1);
    const { identity: _, ...sale } = read;
    lines.push({ ...sale, number, record, key: keyOf(content, occurrence) });
  }
  return { lines, refused, blank };
}

/** A name with letters that the encoding decides, to see whether it is right. */
function sampleOf(lines: readonly SalesLine[]): string {
  const texts = lines.flatMap(({ name, customer }) => [name, customer.name ?? '', customer.country ?? '']);
  const text = texts.find((each) => /\P{ASCII}/u.test(each));
  return text === undefined
    ? 'no name has letters that tell'
    : `the first name with other letters is “${text}”`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
