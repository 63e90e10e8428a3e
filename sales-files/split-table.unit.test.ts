import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitTable } from './split-table.ts';

const COLUMNS = ['code', 'name', 'price'];
const recognized = (record: readonly string[]) =>
  record.filter((cell) => COLUMNS.includes(cell.trim())).length;
const split = (text: string) => splitTable(text, recognized);

describe('a table', () => {
  test.each([',', ';', '\t', '|'])('is split at %j, whatever else is in its cells', (delimiter) => {
    const others = [',', ';', '\t', '|'].filter((each) => each !== delimiter).join(' ');
    const text = [
      ['code', 'name', 'price'],
      ['A', others, '7'],
    ]
      .map((cells) => cells.join(delimiter))
      .join('\n');
    const { header, rows, delimiter: found } = split(text);
    expect([header, rows.map(({ record }) => record), found]).toEqual([
      COLUMNS,
      [['A', others, '7']],
      delimiter,
    ]);
  });

  test('is split where sep= says', () => {
    const { header, rows, above } = split('sep=^\ncode^name^price\nA^Tea, green^7\n');
    expect([header, rows, above]).toEqual([COLUMNS, [{ number: 3, record: ['A', 'Tea, green', '7'] }], []]);
  });

  test('begins at the line with the columns, below titles and empty lines', () => {
    const { header, rows, above } = split('Sales by item,,\n\nname: all,,\ncode,name,price\nA,Tea,7\n');
    expect(header).toEqual(COLUMNS);
    expect(rows).toEqual([{ number: 5, record: ['A', 'Tea', '7'] }]);
    expect(above.map(({ number }) => number)).toEqual([1, 3]);
  });

  test('has cells with quotes, delimiters and line breaks', () => {
    const { rows } = split(
      'code,name,price\nA,"Tea ""green"",\nloose",7\nB,5" TILE,8\nC,"Shelf 30" deep,9\n',
    );
    expect(rows).toEqual([
      { number: 2, record: ['A', 'Tea "green",\nloose', '7'] },
      { number: 4, record: ['B', '5" TILE', '8'] },
      { number: 5, record: ['C', '"Shelf 30" deep', '9'] },
    ]);
  });

  test('says where a quote is never closed', () => {
    expect(() => split('code,name,price\nA,"Tea,7\nB,Jam,8\n')).toThrow(
      /^Line 2: a quoted field is never closed\.$/,
    );
  });

  test('is not to be found in an empty file', () => {
    for (const text of ['', '\n \n']) expect(() => split(text)).toThrow('The file is empty.');
  });
});

const cells = fc
  .string({ unit: fc.constantFrom('a', 'é', '7', ' ', ',', ';', '\t', '|', '"', '\n') })
  .map((text) => `x${text}`);

test('what is written as CSV is read back, whatever the cells and the delimiter', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cells, cells, cells)),
      fc.constantFrom(',', ';', '\t', '|'),
      (records, delimiter) => {
        const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
        const text = [COLUMNS, ...records].map((record) => record.map(quoted).join(delimiter)).join('\n');
        expect(split(text).rows.map(({ record }) => record)).toEqual(records);
      },
    ),
  );
});
