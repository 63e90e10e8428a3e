import type { ReactNode } from 'react';
import './two-parts.css';

interface TwoPartsProps {
  /** Whether the first part is usually the longer one; default no. */
  readonly isFirstLong?: boolean;
  readonly children: ReactNode;
}

/** Two parts of a cell: the second below the first, or beside it where there is much room. */
export const TwoParts = ({ isFirstLong = false, children }: TwoPartsProps) => (
  <div className={isFirstLong ? 'two-parts is-first-long' : 'two-parts'}>{children}</div>
);
