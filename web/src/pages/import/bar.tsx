import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatNumber } from '../../components/format.ts';

interface BarProps {
  readonly label: string;
  readonly done: number;
  /** 0 if it is not known yet. */
  readonly total: number;
  /** What else is to be said. */
  readonly children?: ReactNode;
}

/** How far something is. */
export function Bar({ label, done, total, children }: BarProps) {
  return (
    <div className="progress">
      <Text size="sm" fw={500}>
        {label}
        {total > 0 && (
          <span className="dimmed">
            {' '}
            {formatNumber(done)} of {formatNumber(total)}
          </span>
        )}
      </Text>
      <progress aria-label={label} max={Math.max(total, 1)} value={done} />
      {children !== undefined && (
        <Text size="sm" c="dimmed">
          {children}
        </Text>
      )}
    </div>
  );
}
