import { Table } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import type { Money } from '../../../../shared/values/money.ts';
import { formatNumber } from '../../components/format.ts';
import { Revenue } from '../../components/revenue.tsx';

interface RankedCellsProps {
  readonly units: number;
  readonly purchases: number;
  readonly revenue: readonly Money[];
  /** The first of the ranking, which the others are measured against. */
  readonly first: { readonly units: number } | undefined;
  /** What is ranked. */
  readonly children: ReactNode;
}

/** A name with a bar in proportion to the first one's units, and its numbers. */
export function RankedCells({ units, purchases, revenue, first, children }: RankedCellsProps) {
  const share = units / (first?.units ?? units);
  return (
    <>
      <Table.Td>
        {children}
        <div className="share" style={{ '--share': share } as CSSProperties} />
      </Table.Td>
      <Table.Td className="number">{formatNumber(units)}</Table.Td>
      <Table.Td className="number if-medium">{formatNumber(purchases)}</Table.Td>
      <Table.Td className="number">
        <Revenue of={revenue} />
      </Table.Td>
    </>
  );
}
