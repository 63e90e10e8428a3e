import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatNumber } from './format.ts';

interface PairNamesProps<Pair> {
  readonly pairs: { readonly items: readonly Pair[]; readonly hasMore: boolean };
  /** How many to name; the others are counted. */
  readonly max?: number;
  readonly link: (pair: Pair) => ReactNode;
  /** Shown if there are none. */
  readonly none: string;
}

/** Buyers or bought products in one line: names with units. */
export function PairNames<Pair extends { readonly units: number }>({
  pairs: { items, hasMore },
  max = 3,
  link,
  none,
}: PairNamesProps<Pair>) {
  if (items.length === 0) {
    return (
      <Text span size="sm" c="dimmed">
        {none}
      </Text>
    );
  }
  const rest = items.length - max;
  return (
    <>
      {items.slice(0, max).map((pair, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
        <span key={index} className="pair">
          {index > 0 && <span className="if-wide">, </span>}
          {link(pair)}
          <Text span size="xs" c="dimmed">
            {'\u00a0'}×{formatNumber(pair.units)}
          </Text>
        </span>
      ))}
      {rest > 0 && (
        <Text span size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {` and ${rest}${hasMore ? '+' : ''} more`}
        </Text>
      )}
    </>
  );
}
