import { NativeSelect } from '@mantine/core';
import type { Sort } from '../../../contracts/definition/query-parameters.ts';
import type { Sorting } from './sort-head.tsx';

interface SortSelectProps {
  readonly sorting: Sorting;
  readonly labels: Readonly<Record<Sort, string>>;
}

/** Sorts a list where there is no room for the heads of its columns. */
export function SortSelect({ sorting: { order, only, onSort }, labels }: SortSelectProps) {
  return (
    <NativeSelect
      className="sort-select wide"
      label="Sorted by"
      description={only}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      disabled={only !== undefined}
      data={Object.entries(labels).map(([value, label]) => ({ value, label }))}
      value={order}
      onChange={({ currentTarget }) => onSort(currentTarget.value as Sort)}
    />
  );
}
