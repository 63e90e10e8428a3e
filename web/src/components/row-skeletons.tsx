import { Skeleton } from '@mantine/core';
import './row-skeletons.css';

interface RowSkeletonsProps {
  /** What is being loaded, for screen readers. Default: they are not told. */
  readonly label?: string;
  readonly count?: number;
  /** Whether nothing is being loaded yet. */
  readonly isStill?: boolean;
}

/** Placeholders for rows that are being loaded. */
export function RowSkeletons({ label, count = 6, isStill = false }: RowSkeletonsProps) {
  return (
    <div {...(label === undefined ? { 'aria-hidden': true } : { role: 'status', 'aria-label': label })}>
      {Array.from({ length: count }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={at} className="row-skeleton">
          <Skeleton height={12} width="28%" animate={!isStill} />
          <Skeleton height={12} width="10%" animate={!isStill} />
          <Skeleton height={12} width="40%" animate={!isStill} />
        </div>
      ))}
    </div>
  );
}
