import { NativeSelect, Table, Text } from '@mantine/core';
import { Fragment } from 'react';
import { type Field, fields, type Mapping } from '../../../../sales-files/fields.ts';
import type { Outline } from '../../../../sales-files/outline.ts';
import { fieldLabels } from './field-labels.ts';

interface ColumnsTableProps {
  readonly outline: Outline;
  readonly mapping: Mapping;
  /** Fields that somebody should look at. */
  readonly doubtful: readonly Field[];
  readonly isLocked: boolean;
  readonly onChange: (mapping: Mapping) => void;
}

/** Fields that most files have, which are shown even if this one does not. */
const USUAL: readonly Field[] = [
  'stockCode',
  'description',
  'quantity',
  'unitPrice',
  'invoiceDate',
  'customerId',
];

/** The column of each field, with examples. */
export function ColumnsTable({ outline, mapping, doubtful, isLocked, onChange }: ColumnsTableProps) {
  const columns = new Map(outline.columns);
  const isShown = (field: Field): boolean =>
    [...USUAL, ...doubtful].includes(field) || columns.has(field) || (mapping[field] ?? '') !== '';
  const others = fields.filter((field) => !isShown(field));
  const unread = outline.header.flatMap((name, at) => {
    const example = outline.examples[at]?.[0];
    if (name === '' || [...columns.values()].includes(name)) return [];
    return example === undefined ? name : `${name} (such as ${example})`;
  });
  const table = (shown: readonly Field[], label: string) => (
    <Table aria-label={label} className="columns-table">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Field</Table.Th>
          <Table.Th>Column in the file</Table.Th>
          <Table.Th>Examples</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {shown.map((field) => (
          <ColumnRow
            key={field}
            field={field}
            column={columns.get(field) ?? ''}
            outline={outline}
            isLocked={isLocked}
            onChange={(column) => onChange({ ...mapping, [field]: column })}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
  return (
    <>
      {table(fields.filter(isShown), 'Columns')}
      {unread.length > 0 && (
        <Text size="sm" c="dimmed" className="panel-foot">
          Not read: {unread.join(', ')}
        </Text>
      )}
      {others.length > 0 && (
        <details className="panel-foot">
          <summary>{others.length} more fields, which this file seems not to have</summary>
          {table(others, 'More fields')}
        </details>
      )}
    </>
  );
}

interface ColumnRowProps {
  readonly field: Field;
  /** `''` if none. */
  readonly column: string;
  readonly outline: Outline;
  readonly isLocked: boolean;
  readonly onChange: (column: string) => void;
}

function ColumnRow({ field, column, outline: { header, examples }, isLocked, onChange }: ColumnRowProps) {
  const label = fieldLabels[field];
  const names = [...new Set([...header, column])].filter((name) => name !== '');
  const at = column === '' ? -1 : header.indexOf(column);
  return (
    <Table.Tr>
      <Table.Td>{label}</Table.Td>
      <Table.Td>
        <NativeSelect
          aria-label={`Column of: ${label}`}
          value={column}
          data={[{ value: '', label: '– none –' }, ...names]}
          disabled={isLocked}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      </Table.Td>
      <Table.Td className="examples">
        {(examples[at] ?? []).map((example, n) => (
          <Fragment key={example}>
            {n > 0 && <span className="dimmed"> · </span>}
            <bdi>{example}</bdi>
          </Fragment>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}
