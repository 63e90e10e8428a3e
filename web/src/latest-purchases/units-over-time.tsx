import { Box, Text } from '@mantine/core';
import type { Purchase } from '../api/types.ts';
import { counted, formatNumber } from '../components/format.ts';
import { useToday } from '../components/today.ts';
import { bucketsOf } from './time-buckets.ts';
import './units-over-time.css';

const WIDTH = 480;
const HEIGHT = 132;
const BASE = HEIGHT - 20;
const TOP = 16;

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
  const step = WIDTH / buckets.length;
  const total = buckets.reduce((sum, { units }) => sum + units, 0);
  const [first, last] = [buckets.at(0), buckets.at(-1)];
  const summary = `${counted(total, 'unit')} in ${counted(purchases.length, 'purchase')}, by ${unit}`;
  return (
    <Box p="sm">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="chart"
        role="img"
        aria-label={`${summary}, at most ${counted(highest, 'unit')} per ${unit}, from ${first?.label} to ${last?.label}`}
      >
        <line x1="0" x2={WIDTH} y1={BASE + 0.5} y2={BASE + 0.5} />
        <line x1="0" x2={WIDTH} y1={TOP - 0.5} y2={TOP - 0.5} strokeDasharray="2 3" />
        <text x="0" y={TOP - 4}>
          {formatNumber(highest)}
        </text>
        {buckets.map(({ start, units, label }, index) => {
          const height = units === 0 ? 0 : Math.max(2, (units / highest) * (BASE - TOP));
          return (
            <rect
              key={start}
              x={index * step + step * 0.12}
              y={BASE - height}
              width={Math.min(step * 0.76, 40)}
              height={height}
              rx="1.5"
            >
              <title>{`${label}: ${counted(units, 'unit')}`}</title>
            </rect>
          );
        })}
        <text x="0" y={HEIGHT - 4}>
          {first?.label}
        </text>
        <text x={WIDTH} y={HEIGHT - 4} textAnchor="end">
          {last?.label}
        </text>
      </svg>
      <Text size="xs" c="dimmed" mt={4}>
        {summary}
        {isCut ? ' (latest purchases only)' : ''}
      </Text>
    </Box>
  );
}
