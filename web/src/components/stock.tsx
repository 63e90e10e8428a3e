import { Text } from '@mantine/core';
import { formatNumber } from './format.ts';

/** Pieces in stock; none stands out. */
export function Stock({ stock }: { readonly stock: number }) {
  return stock === 0 ? (
    <Text span inherit c="var(--mantine-color-error)" fw={600}>
      0
    </Text>
  ) : (
    formatNumber(stock)
  );
}
