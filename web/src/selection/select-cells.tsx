import { Table } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Selection } from './use-selection.ts';
import './selection.css';

interface SelectCellProps {
  readonly selection: Selection<unknown>;
  readonly id: string;
  /** What the row is, to complete "Select …". */
  readonly name: string;
}

/** A cell with a box that selects the row; with Shift, the rows between as well. */
export function SelectCell({ selection, id, name }: SelectCellProps) {
  return (
    <Table.Td className="select-cell">
      <label>
        <input
          type="checkbox"
          aria-label={`Select ${name}`}
          checked={selection.isSelected(id)}
          // The click says whether Shift was held.
          onChange={({ nativeEvent }) =>
            selection.toggle(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }
        />
      </label>
    </Table.Td>
  );
}

interface SelectAllHeadProps {
  readonly selection: Selection<unknown>;
  /** What the rows are, in the plural. */
  readonly noun: string;
}

/** The head of the boxes: selects all rows shown, or none. */
export function SelectAllHead({ selection: { count, shown, toggleAll }, noun }: SelectAllHeadProps) {
  const box = useRef<HTMLInputElement>(null);
  const isPart = count > 0 && count < shown;
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = isPart;
  }, [isPart]);
  return (
    <Table.Th className="select-cell" aria-label="Selection">
      <label>
        <input
          ref={box}
          type="checkbox"
          aria-label={`Select all ${noun} shown`}
          checked={count > 0 && count === shown}
          onChange={toggleAll}
        />
      </label>
    </Table.Th>
  );
}
