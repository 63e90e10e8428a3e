import { type Field, fields, type Mapping, names, plainName } from './fields.ts';
import { SalesFileError } from './sales-file-error.ts';

/** Where each field is in a record; missing if the file has no such column. */
export type Columns = Readonly<Partial<Record<Field, number>>>;

/** A field that is the same in each line, which a mapping gives instead of a column: `quantity=1`. */
export type Constants = Readonly<Partial<Record<Field, string>>>;

export interface FoundColumns {
  readonly columns: Columns;
  readonly constants: Constants;
  /** Fields without which a sale is still right, whose column the mapping names and the file does not have. */
  readonly absent: readonly Field[];
}

/** The fields that a record names, as its columns. */
export const fieldsIn = (record: readonly string[], mapping: Mapping): readonly Field[] =>
  Object.keys(columnsIn(record, mapping).columns) as Field[];

/** How many they are. */
export const countFields =
  (mapping: Mapping) =>
  (record: readonly string[]): number =>
    fieldsIn(record, mapping).length;

/**
 * The column of each field: that of the mapping, or the first one with a usual name.
 * @throws SalesFileError for columns of the mapping that the file does not have, and for those that it has twice.
 */
export function findColumns(header: readonly string[], mapping: Mapping): FoundColumns {
  const found = columnsIn(header, mapping);
  const missing = fields.filter(
    (field) =>
      (mapping[field] ?? '') !== '' && found.columns[field] === undefined && !(field in found.constants),
  );
  const needed = missing.filter((field) => !DISPENSABLE.includes(field));
  if (needed.length > 0) {
    throw new SalesFileError(
      `There is no column ${needed.map((field) => `${mapping[field]} (${field})`).join(', ')}.\n` +
        `The file has: ${header.join(', ')}.\nCorrect --mapping; for instance "country=" says that there is none.`,
    );
  }
  const plain = header.map(plainName);
  const twice = Object.values(found.columns)
    .filter((at) => plain.indexOf(plain[at] as string) !== plain.lastIndexOf(plain[at] as string))
    .toSorted((a, b) => a - b);
  if (twice.length > 0) {
    const columns = twice.map((at) => header[at]?.trim()).join(', ');
    throw new SalesFileError(
      `${columns} ${twice.length === 1 ? 'stands' : 'stand'} in the header twice. Give each item of an order a line of its own, ` +
        'or rename the columns that are not to be read.',
    );
  }
  return { ...found, absent: missing };
}

/** What only describes a customer or a product. */
const DISPENSABLE: readonly Field[] = ['description', 'customerName', 'email', 'country'];

/** The columns that a mapping and the usual names find, whatever else is wrong with them. */
export function columnsIn(header: readonly string[], mapping: Mapping): Omit<FoundColumns, 'absent'> {
  const plain = header.map(plainName);
  const columns: Partial<Record<Field, number>> = {};
  const constants: Partial<Record<Field, string>> = {};
  const isTaken = (at: number): boolean => Object.values(columns).includes(at);
  for (const field of fields) {
    const named = mapping[field];
    if (named === undefined || named === '') continue;
    const at = plain.indexOf(plainName(named));
    if (at >= 0 && plainName(named) !== '') columns[field] = at;
    else if (CONSTANT[field]?.test(named) === true) constants[field] = named;
  }
  for (const field of fields) {
    if (mapping[field] !== undefined) continue;
    const at = names[field].map((name) => plain.indexOf(name)).find((place) => place >= 0 && !isTaken(place));
    if (at !== undefined) columns[field] = at;
  }
  return { columns, constants };
}

/** The fields for which a mapping may give a value instead of a column. */
const CONSTANT: Readonly<Partial<Record<Field, RegExp>>> = { quantity: /^\d{1,7}$/, currency: /^[A-Z]{3}$/ };
