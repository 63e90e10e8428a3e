import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import './filter-grid.css';

interface FilterGridProps {
  /** Whether a filter other than the first is set, or has a problem: then all of them are shown. */
  readonly isSet: boolean;
  /** Whether the first two are wider than the others; default: only the first. */
  readonly isOfTwo?: boolean;
  /** The fields, the most important first. */
  readonly children: ReactNode;
}

/** The filters of a list. Phones show the first one, and the others when they are asked for. */
export function FilterGrid({ isSet, isOfTwo = false, children }: FilterGridProps) {
  const [isOpen, setOpen] = useState(false);
  const names = ['filters', isOfTwo && 'of-two', !isOpen && !isSet && 'is-folded'].filter(Boolean);
  return (
    <div className={names.join(' ')}>
      {children}
      {!isSet && (
        <Button
          variant="subtle"
          size="compact-sm"
          className="more-filters"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Fewer filters' : 'More filters'}
        </Button>
      )}
    </div>
  );
}
