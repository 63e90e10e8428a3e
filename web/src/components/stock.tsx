import { Text } from '@mantine/core';
import { formatNumber } from './format.ts';

/** Units in stock; 0 is highlighted. */
export function Stock({ stock }: { readonly stock: number }) {
  return stock === 0 ? (
    <Text span inherit c="var(--mantine-color-error)" fw={600}>
      0
    </Text>
  ) : (
    formatNumber(stock)
  );
}
