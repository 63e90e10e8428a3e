import type { Conventions, ReadOptions } from './conventions.ts';
import { decimalsOf } from './currencies.ts';
import { exact, rounded } from './decimals.ts';
import { type Mapping, plainName } from './fields.ts';
import type { FoundColumns } from './find-columns.ts';
import { cellIn, present } from './order-reader.ts';
import type { SalesLine } from './read-line.ts';
import { readCell } from './read-numbers.ts';
import { isDoubtful } from './statuses.ts';

/** What has been read of a file. */
interface Reading {
  /** As the file has it. */
  readonly header: readonly string[];
  readonly lines: readonly SalesLine[];
  readonly found: FoundColumns;
  readonly conventions: Conventions;
  /** That of somebody, and of what is known of such files. */
  readonly mapping: Mapping;
  readonly options: ReadOptions;
}

/** What in a file speaks against how it is read, as sentences. */
export const doubtsOf = (reading: Reading): string[] => [
  ...otherTotals(reading),
  ...discounts(reading),
  ...timeZones(reading),
  ...missingDates(reading),
  ...missingQuantities(reading),
  ...costs(reading),
  ...statuses(reading),
];

/** A price may be that of all pieces, or without a discount or a tax that the total has. */
function otherTotals({ lines, found: { columns }, conventions: { decimals } }: Reading): string[] {
  if (columns.unitPrice === undefined || columns.total === undefined) return [];
  const others = lines.filter(({ record, quantity, unitPrice: { currency }, total }) => {
    if (cellIn(record, columns, 'unitPrice') === '') return false;
    const read = readCell(cellIn(record, columns, 'total'), decimals.total);
    if (read.kind !== 'number') return false;
    const written = Math.abs(Number(rounded(exact(read.value), decimalsOf(currency))));
    // Prices may be rounded.
    return Math.abs(written - total) > Math.max(1, Math.abs(quantity) / 2);
  });
  const [first] = others;
  if (first === undefined) return [];
  const [price, total] = (['unitPrice', 'total'] as const).map((field) =>
    cellIn(first.record, columns, field),
  );
  return [
    `The price times the quantity is another amount than the total in ${counted(others.length, 'line')}, such as line ${first.number} ` +
      `(${Math.abs(first.quantity)} at ${price}, ${total} in all): the price counts. With --mapping unitPrice= the total does`,
  ];
}

const DISCOUNT =
  /discount|rabatt|nachlass|remise|reduction|descuento|sconto|korting|rabat|desconto|折扣|优惠/;

function discounts({ header, lines, found: { columns }, conventions, mapping }: Reading): string[] {
  if (columns.discount !== undefined || mapping.discount === '') return [];
  const taken = header.flatMap((name, at) => {
    if (!DISCOUNT.test(plainName(name)) || Object.values(columns).includes(at)) return [];
    const isTaken = lines.some(({ record }) => {
      const read = readCell(present(record[at] ?? ''), conventions.decimals.unitPrice);
      return read.kind === 'ambiguous' || (read.kind === 'number' && exact(read.value).value !== 0n);
    });
    return isTaken ? [name.trim()] : [];
  });
  return taken.length === 0
    ? []
    : [
        `The discounts in ${taken.join(', ')} are not taken off. If they are percentages or parts of the price, say --mapping discount=${taken[0]}; if the prices are without them already, --mapping discount=`,
      ];
}

function timeZones({ header, lines, options: { timeZone } }: Reading): string[] {
  const at = header.findIndex((name) => /^(timezone|zeitzone|tz)$/.test(plainName(name)));
  const zone = lines.map(({ record }) => present(record[at] ?? '')).find((text) => text !== '');
  return zone === undefined || timeZone !== undefined || /^(utc|gmt|z)$/i.test(zone)
    ? []
    : [
        `The column ${header[at]?.trim()} says “${zone}”, but times are read as UTC. Say --time-zone, such as Europe/London`,
      ];
}

function missingDates({ lines, found: { columns } }: Reading): string[] {
  const without = lines.filter(({ soldAt }) => soldAt === undefined);
  const [first] = without;
  if (columns.invoiceDate === undefined || first === undefined || without.length === lines.length) return [];
  return [
    `${counted(without.length, 'line')} without a date, such as line ${first.number}, would be sold now`,
  ];
}

function missingQuantities({ header, lines, found: { columns } }: Reading): string[] {
  const without = lines.filter(({ record }) => cellIn(record, columns, 'quantity') === '');
  const [first] = without;
  // Where the quantity was beside the price, as in `2 x 3.50`, one piece has none.
  if (columns.quantity === undefined || columns.quantity >= header.length || first === undefined) return [];
  return [
    `${counted(without.length, 'line')} without a quantity, such as line ${first.number}, would be one piece`,
  ];
}

/** What a shop paid is no price, except in files that are known to call it so. */
function costs({ header, found: { columns }, mapping }: Reading): string[] {
  const name = header[columns.unitPrice ?? -1]?.trim() ?? '';
  return /cost/i.test(name) && mapping.unitPrice === undefined
    ? [
        `The price is that of the column ${name}, which may be what the shop paid. Say --mapping unitPrice=COLUMN`,
      ]
    : [];
}

function statuses({ lines, found: { columns }, options }: Reading): string[] {
  if (options.counts !== undefined) return [];
  const sold = lines.filter(({ quantity }) => quantity > 0);
  const doubtful = new Set(
    sold.map(({ record }) => cellIn(record, columns, 'status')).filter((status) => isDoubtful(status)),
  );
  return doubtful.size === 0
    ? []
    : [
        `Orders with the status ${[...doubtful].join(', ')} count in full. Say --counts with those that do, if not`,
      ];
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
