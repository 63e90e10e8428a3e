import { Table, Tooltip } from '@mantine/core';
import type { Sort } from '../../../contracts/definition/query-parameters.ts';
import type { Orders } from './orders.ts';
import './sorting.css';

/** The order of a list, and how the reader changes it. */
export interface Sorting extends Orders {
  readonly onSort: (order: Sort) => void;
}

interface SortHeadProps {
  readonly sorting: Sorting;
  /** The order that the column stands for. */
  readonly by: Sort;
  readonly label: string;
  readonly className?: string;
}

/**
 * The head of a column, which sorts the list by it, and a second time by name again. If the list has one order only, it says
 * why.
 */
export function SortHead({ sorting: { order, only, onSort }, by, label, className = '' }: SortHeadProps) {
  const isSorted = order === by;
  const direction = by === 'name' ? 'ascending' : 'descending';
  const button = (
    <button
      type="button"
      className="sort-head"
      aria-disabled={only !== undefined}
      onClick={() => {
        if (only === undefined) onSort(isSorted ? 'name' : by);
      }}
    >
      {label}
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true" data-direction={direction}>
        <path d="M4 7 .8 1.5h6.4Z" fill="currentColor" />
      </svg>
    </button>
  );
  return (
    <Table.Th className={className} {...(isSorted ? { 'aria-sort': direction } : {})}>
      {only === undefined ? (
        button
      ) : (
        <Tooltip label={only} events={{ hover: true, focus: true, touch: true }} multiline maw={240}>
          {button}
        </Tooltip>
      )}
    </Table.Th>
  );
}
