import { Skeleton } from '@mantine/core';
import './row-skeletons.css';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Placeholders for rows that are being loaded. */
export function RowSkeletons({ label }: { readonly label: string }) {
  return (
    <div role="status" aria-label={label}>
      {ROWS.map((row) => (
        <div key={row} className="row-skeleton">
          <Skeleton height={12} width="28%" />
          <Skeleton height={12} width="10%" />
          <Skeleton height={12} width="40%" />
        </div>
      ))}
    </div>
  );
}
