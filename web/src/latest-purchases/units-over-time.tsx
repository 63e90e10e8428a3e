import { Box, Text } from '@mantine/core';
import type { Purchase } from '../api/types.ts';
import { Bars } from '../components/bars.tsx';
import { counted, formatNumber } from '../components/format.ts';
import { useToday } from '../components/today.ts';
import { bucketsOf } from './time-buckets.ts';

interface UnitsOverTimeProps {
  /** Completed purchases, in any order. */
  readonly purchases: readonly Purchase[];
  /** Whether older purchases are left out. */
  readonly isCut: boolean;
}

/** A bar chart of the units bought over time. */
export function UnitsOverTime({ purchases, isCut }: UnitsOverTimeProps) {
  useToday();
  const { unit, buckets } = bucketsOf(purchases, new Date());
  const highest = Math.max(...buckets.map(({ units }) => units));
  const total = buckets.reduce((sum, { units }) => sum + units, 0);
  const [first, last] = [buckets.at(0), buckets.at(-1)];
  const summary = `${counted(total, 'unit')} in ${counted(purchases.length, 'purchase')}, by ${unit}`;
  return (
    <Box p="sm">
      <Bars
        bars={buckets.map(({ start, label, units }) => ({
          key: start,
          label,
          value: units,
          text: counted(units, 'unit'),
        }))}
        label={`${summary}, at most ${counted(highest, 'unit')} per ${unit}, from ${first?.label} to ${last?.label}`}
        highest={formatNumber(highest)}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {summary}
        {isCut ? ' (latest purchases only)' : ''}
      </Text>
    </Box>
  );
}
