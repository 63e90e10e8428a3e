import { Table } from '@mantine/core';
import { createContext, type ReactNode, use } from 'react';

/** Where a row is in a list of which not all rows are in the document. */
export interface RowPlace {
  /** From 0; the head is at -1. */
  readonly at: number;
  /** Whether rows are left out, so that each has to say which one it is. */
  readonly isNumbered: boolean;
  /** Called with the row, to learn its height. */
  readonly measure?: (row: HTMLTableRowElement | null) => void;
}

export const PlaceOfRow = createContext<RowPlace | undefined>(undefined);

/** A row of an {@link EndlessTable}, or its head. */
export function ListRow({ children }: { readonly children: ReactNode }) {
  const place = use(PlaceOfRow);
  if (place === undefined) return <Table.Tr>{children}</Table.Tr>;
  const { at, isNumbered, measure } = place;
  return (
    <Table.Tr
      ref={measure}
      data-index={at < 0 ? undefined : at}
      // Assistive technology counts from 1, with the head.
      aria-rowindex={isNumbered ? at + 2 : undefined}
    >
      {children}
    </Table.Tr>
  );
}
