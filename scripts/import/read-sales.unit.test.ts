import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../terminal/usage-error.ts';
import { aSalesFile, salesText } from '../testing/sales-file.ts';
import { columnsFrom, defaultColumns } from './columns.ts';
import { readSales, UnreadableFile } from './read-sales.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readSales(bytes(text), defaultColumns);
const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

describe('a sales file', () => {
  test('may have a byte order mark, quotes and either line ending', () => {
    const sales = [{ Description: 'HOOK, 1 HANGER ,"MAGIC" GARDEN' }, { Quantity: '2' }];
    const plain = read(salesText(sales));
    expect(plain.lines.map(({ description }) => description)).toEqual([
      'HOOK, 1 HANGER ,"MAGIC" GARDEN',
      'WHITE HANGING HEART T-LIGHT HOLDER',
    ]);
    expect(read(salesText(sales, { bom: true, crlf: true }))).toEqual(plain);
  });

  test('may have quotes inside an unquoted field', () => {
    const { lines } = read(`${header}\n1,A,5" TILE,1,d,2,3,Spain\n`);
    expect(lines.map(({ description }) => description)).toEqual(['5" TILE']);
  });

  test('may be separated by semicolons and have other column names', () => {
    const text = 'Nr;Artikel;Menge;Preis;Kunde\n1;A;2;3,50;K1\n';
    const mapping =
      'invoiceNo=Nr,stockCode=Artikel,quantity=Menge,unitPrice=Preis,customerId=Kunde,description=,invoiceDate=,country=';
    const { lines } = readSales(bytes(text), columnsFrom(mapping));
    expect(lines).toMatchObject([
      { invoiceNo: '1', stockCode: 'A', quantity: '2', unitPrice: '3,50', customerId: 'K1', country: '' },
    ]);
  });

  test('may be Windows-1252', () => {
    const text = salesText([{ Description: 'CAFE £5' }]);
    const { lines } = readSales(Buffer.from(text, 'latin1'), defaultColumns);
    expect(lines[0]?.description).toBe('CAFE £5');
  });

  test('with missing columns is refused, and the error lists all of them', () => {
    expect(() => read('InvoiceNo,StockCode,Description,InvoiceDate,UnitPrice,CustomerID\n')).toThrow(
      new UsageError(
        'Missing columns: Quantity (quantity), Country (country).\n' +
          'The file has: InvoiceNo, StockCode, Description, InvoiceDate, UnitPrice, CustomerID.\n' +
          'Give their names with --mapping quantity=COLUMN,country=COLUMN; "country=" means that there is none.',
      ),
    );
  });

  test('that is empty is refused', () => {
    expect(() => read('')).toThrow(UsageError);
  });

  test('with an unclosed quote is refused, and the error names the line', () => {
    const text = `${header}\n1,A,B,1,d,2,3,Spain\n2,A,"B,1,d,2,3,Spain\n3,A,B,1,d,2,3,Spain\n`;
    expect(() => read(text)).toThrow(new UnreadableFile('Line 3: a quoted field is never closed.'));
  });
});

test('a line with too few or too many columns is unreadable, with the line number that editors show', () => {
  const text = `${header}\n1,A,"two\r\nlines",1,d,2,3,Spain\r\n\n2,A\n1,2,3,4,5,6,7,8,9\n`;
  const { lines, unreadable } = read(text);
  expect(lines.map(({ number }) => number)).toEqual([2]);
  expect(unreadable).toEqual([
    { number: 5, record: ['2', 'A'], reason: 'unreadable: 2 columns instead of 8' },
    { number: 6, record: [...'123456789'], reason: 'unreadable: 9 columns instead of 8' },
  ]);
});

test('identical lines have different keys, which do not change when lines are appended', () => {
  const { lines } = aSalesFile([{}, { Quantity: '1' }, {}]);
  const longer = aSalesFile([{}, { Quantity: '1' }, {}, {}]);
  expect(new Set(longer.lines.map(({ key }) => key)).size).toBe(4);
  expect(longer.lines.slice(0, 3)).toEqual(lines);
});

test('what is written as CSV is read back unchanged', () => {
  const field = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/\r\n?/g, '\n'));
  const row = fc.tuple(field, field, field, field, field, field, field, field);
  fc.assert(
    fc.property(
      fc.array(row.map(([first, ...rest]) => [`x${first}`, ...rest])),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (rows, record_delimiter, bom) => {
        const text = stringify([header.split(','), ...rows], { record_delimiter, bom });
        expect(read(text).lines.map(({ record }) => record)).toEqual(rows);
      },
    ),
  );
});
