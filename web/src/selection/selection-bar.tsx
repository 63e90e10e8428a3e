import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatNumber } from '../components/format.ts';
import type { Selection } from './use-selection.ts';
import './selection.css';

interface SelectionBarProps {
  readonly selection: Selection<unknown>;
  /** What is in progress, such as "Archiving 2 of 3…"; if so, nothing else can be begun. */
  readonly progress?: string | undefined;
  /** What failed before. */
  readonly failure?: ReactNode;
  /** What can be done with the selected rows. */
  readonly children: ReactNode;
}

/** How many rows are selected, and what can be done with them. Only there if some are. */
export function SelectionBar({ selection, progress, failure, children }: SelectionBarProps) {
  const { count, clear } = selection;
  if (count === 0 && progress === undefined) return null;
  return (
    <section className="selection-bar" aria-label="Selected rows">
      <Stack gap="xs">
        {failure}
        <div className="selection-actions">
          <span role="status">{progress ?? `${formatNumber(count)} selected`}</span>
          {progress === undefined && (
            <>
              {children}
              <Button variant="subtle" size="xs" className="clear" onClick={clear}>
                Clear
              </Button>
            </>
          )}
        </div>
      </Stack>
    </section>
  );
}
