import { splitCounted } from './counted-cells.ts';
import { type Exact, exact, product } from './decimals.ts';
import { type Field, fields } from './fields.ts';
import type { Columns, FoundColumns } from './find-columns.ts';
import { cellIn, isTotalText, present } from './order-reader.ts';
import { readCell } from './read-numbers.ts';
import { isBlank, isHeader, type NumberedRecord, type Table } from './split-table.ts';

/** A table with each item on one row, and its columns. */
export interface Items {
  readonly table: Table;
  readonly found: FoundColumns;
  /** That rows were joined, as a sentence. */
  readonly guesses: readonly string[];
}

/**
 * Tills and report writers give each item two rows: the product in the one, the numbers in the other. Each such pair becomes one row,
 * with the line number of its first, if most items of the file are like that; otherwise nothing is changed.
 */
export function joinRows(table: Table, found: FoundColumns): Items {
  const counted = splitCounted(table, found);
  if (counted !== undefined) {
    const pairs = bestPairs(counted.table, counted.found);
    const used = pairs.flatMap(({ first, second }) => [first, second]);
    const counts = used.filter(({ number }) => counted.numbers.has(number)).length;
    if (counts * 2 > counted.numbers.size) return joined(counted.table, counted.found, pairs);
  }
  return joined(table, found, bestPairs(table, found));
}

/** A row, and what it has of an item. */
interface Row extends NumberedRecord {
  readonly product: boolean;
  readonly quantity: boolean;
  readonly unitPrice: boolean;
  readonly total: boolean;
}

interface Pair {
  readonly first: Row;
  readonly second: Row;
}

/** A way to write an item on two rows. */
interface Shape {
  readonly isPair: (first: Row, second: Row) => boolean;
  /** Of which rows there is one for each item, at least. */
  readonly isItem: (row: Row) => boolean;
}

const isPriced = ({ unitPrice, total }: Row): boolean => unitPrice || total;
const isName = (row: Row): boolean => row.product && !row.quantity && !isPriced(row);
const isNumbers = (row: Row): boolean => !row.product && isPriced(row);
const isQuantity = (row: Row): boolean => !row.product && row.quantity && !isPriced(row);
/** A product and what all its pieces cost. */
const isSum = (row: Row): boolean => row.product && row.total && !row.quantity && !row.unitPrice;
/** How many pieces, and for how much each. */
const isFactors = (row: Row): boolean => isNumbers(row) && row.quantity && row.unitPrice;

const SHAPES: readonly Shape[] = [
  { isPair: (first, second) => isName(first) && isNumbers(second), isItem: ({ product }) => product },
  { isPair: (first, second) => isNumbers(first) && isName(second), isItem: ({ product }) => product },
  // The price with the product, and how many below it.
  {
    isPair: (first, second) => first.product && isPriced(first) && !first.quantity && isQuantity(second),
    isItem: ({ product }) => product,
  },
  // The code with the numbers, and the name below it.
  { isPair: (first, second) => first.product && isPriced(first) && isName(second), isItem: isPriced },
  // Tills write a single piece on one row, so only those that say how many are counted.
  { isPair: (first, second) => isSum(first) && isFactors(second), isItem: isFactors },
  { isPair: (first, second) => isFactors(first) && isSum(second), isItem: isFactors },
];

/** The pairs of the shape that has most, if most items have it. */
function bestPairs({ header, rows }: Table, { columns }: FoundColumns): Pair[] {
  const items = rows
    .filter(({ record }) => !isBlank(record) && !isHeader(record, header))
    .map((row) => rowOf(row, columns));
  const all = SHAPES.map(({ isPair, isItem }) => {
    const pairs = pairsOf(
      items,
      columns,
      (first, second) => isPair(first, second) && agree(first, second, columns),
    );
    return { pairs, isMost: pairs.length * 2 > items.filter(isItem).length };
  });
  const [best] = all.toSorted((a, b) => b.pairs.length - a.pairs.length);
  return best?.isMost === true ? best.pairs : [];
}

function rowOf(row: NumberedRecord, columns: Columns): Row {
  const has = (field: Field) => cellIn(row.record, columns, field) !== '';
  return {
    ...row,
    product: has('stockCode') || has('description'),
    quantity: has('quantity'),
    unitPrice: has('unitPrice'),
    total: has('total'),
  };
}

function pairsOf(rows: readonly Row[], columns: Columns, isPair: Shape['isPair']): Pair[] {
  const pairs: Pair[] = [];
  let single: Row | undefined;
  for (let at = 0; at + 1 < rows.length; at += 1) {
    const [first, second] = [rows[at] as Row, rows[at + 1] as Row];
    if (isPair(first, second) && !isNextOf(single, first, columns)) {
      pairs.push({ first, second });
      single = undefined;
      at += 1;
    } else single = first;
  }
  return pairs;
}

/** Whether a name is below another one of the same order that has no numbers: those below could be the sum of both. */
const isNextOf = (single: Row | undefined, row: Row, columns: Columns): boolean =>
  single !== undefined &&
  isName(single) &&
  isName(row) &&
  ['', cellIn(single.record, columns, 'invoiceNo')].includes(cellIn(row.record, columns, 'invoiceNo'));

/** Whether two rows can be of one item: no cell that is read says different things, and the order begins on the first. */
function agree(first: Row, second: Row, columns: Columns): boolean {
  const isSame =
    first.record.length === second.record.length &&
    fields.every((field) => {
      const [one, other] = [first, second].map(({ record }) => cellIn(record, columns, field));
      return other === '' || one === other || (one === '' && field !== 'invoiceNo');
    });
  return isSame && ![first, second].some(isSumOfOthers) && isRightSum(first, second, columns);
}

const isSumOfOthers = ({ product, record }: Row): boolean => !product && record.some(isTotalText);

/** Whether a total in the one is the product of the numbers in the other. */
function isRightSum(first: Row, second: Row, columns: Columns): boolean {
  const [sum, factors] = first.total ? [first, second] : [second, first];
  if (!isSum(sum) || !isFactors(factors)) return true;
  const read = (row: Row, field: Field) => readings(cellIn(row.record, columns, field)).map(exact);
  const products = read(factors, 'quantity').flatMap((quantity) =>
    read(factors, 'unitPrice').map((price) => product(quantity, price)),
  );
  return read(sum, 'total').some((total) => products.some((each) => isEqual(total, each)));
}

const isEqual = (a: Exact, b: Exact): boolean =>
  a.value * 10n ** BigInt(b.scale) === b.value * 10n ** BigInt(a.scale);

function readings(cell: string): readonly string[] {
  const read = readCell(cell, undefined);
  if (read.kind === 'number') return [read.value];
  return read.kind === 'ambiguous' ? read.readings : [];
}

function joined(table: Table, found: FoundColumns, pairs: readonly Pair[]): Items {
  const [example] = pairs;
  if (example === undefined) return { table, found, guesses: [] };
  const seconds = new Map(pairs.map(({ first, second }) => [first.number, second]));
  const passed = new Set(pairs.map(({ second }) => second.number));
  const rows = table.rows
    .filter(({ number }) => !passed.has(number))
    .map((row) => {
      const second = seconds.get(row.number);
      if (second === undefined) return row;
      return {
        ...row,
        record: row.record.map((cell, at) => (present(cell) === '' ? (second.record[at] ?? cell) : cell)),
      };
    });
  return {
    table: { ...table, rows },
    found,
    guesses: [`Each item is on two rows, such as lines ${example.first.number} and ${example.second.number}`],
  };
}
