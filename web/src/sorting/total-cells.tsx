import { Table } from '@mantine/core';
import { Revenue } from '../components/revenue.tsx';
import { Day } from '../components/time.tsx';
import { SortHead, type Sorting } from './sort-head.tsx';
import type { totalsOf } from './totals.ts';

/** The heads of the columns by which lists of customers and of products are sorted alike. */
export function TotalHeads({
  sorting,
  traded,
  money,
}: {
  readonly sorting: Sorting;
  /** What the last column but one is called: `Last purchase`. */
  readonly traded: string;
  /** What the column of the revenue is called: `Spent`. */
  readonly money: string;
}) {
  return (
    <>
      <SortHead sorting={sorting} by="units" label="Units" className="number if-spacious" />
      <Table.Th className="number if-spacious">{money}</Table.Th>
      <SortHead sorting={sorting} by="lastPurchase" label={traded} className="if-spacious" />
      <SortHead sorting={sorting} by="newest" label="Added" className="if-spacious" />
    </>
  );
}

interface TotalCellsProps {
  readonly totals: ReturnType<typeof totalsOf>;
  /** When the entity was added, ISO 8601. */
  readonly createdAt: string;
}

/** What was bought or sold in all, when last, and since when the entity exists. */
export function TotalCells({ totals: { units, last, revenue, isPart }, createdAt }: TotalCellsProps) {
  return (
    <>
      <Table.Td className="number if-spacious">{last === undefined ? '' : units}</Table.Td>
      <Table.Td className="number if-spacious">
        {revenue.length > 0 && <Revenue of={revenue} isPart={isPart} />}
      </Table.Td>
      <Table.Td className="if-spacious">{last !== undefined && <Day at={last} />}</Table.Td>
      <Table.Td className="if-spacious">
        <Day at={createdAt} />
      </Table.Td>
    </>
  );
}
