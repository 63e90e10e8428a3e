import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { fittingNames } from './fitting-names.ts';
import { formatNumber } from './format.ts';

interface PairNamesProps<Pair> {
  readonly pairs: { readonly items: readonly Pair[]; readonly hasMore: boolean };
  readonly link: (pair: Pair) => ReactNode;
  /** Shown if there are none. */
  readonly none: string;
}

/** Buyers or bought products in one line: names with units, as many as fit. The others are counted. */
export function PairNames<Pair extends { readonly units: number; readonly name?: string | undefined }>({
  pairs: { items, hasMore },
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
  const max = fittingNames(items.map(({ name }) => name));
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
        <Text span size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }} title={othersOf(items.slice(max))}>
          {` and ${rest}${hasMore ? '+' : ''} more`}
        </Text>
      )}
    </>
  );
}

/** The names that are counted only, as a tooltip. */
const othersOf = (others: readonly { readonly name?: string | undefined }[]): string =>
  others.flatMap(({ name }) => name ?? []).join(', ');
