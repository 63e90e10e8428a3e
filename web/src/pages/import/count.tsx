import { Text } from '@mantine/core';
import { formatNumber } from '../../components/format.ts';
import '../../components/figures.css';

interface CountProps {
  readonly label: string;
  /** A number, or an amount of money. */
  readonly value: number | string;
  readonly note?: string | undefined;
  /** Whether it has a row of its own where there is little room; default no. */
  readonly isWide?: boolean;
}

/** A number with its label. */
export function Count({ label, value, note, isWide = false }: CountProps) {
  return (
    <div className={isWide ? 'count figure is-wide' : 'count figure'}>
      <dt>{label}</dt>
      <dd>
        {typeof value === 'number' ? formatNumber(value) : value}
        {note !== undefined && (
          <Text size="xs" c="dimmed" fw={400}>
            {note}
          </Text>
        )}
      </dd>
    </div>
  );
}
