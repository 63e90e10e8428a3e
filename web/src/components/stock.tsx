import { Text } from '@mantine/core';
import { formatNumber } from './format.ts';
import './stock.css';

interface StockProps {
  readonly stock: number;
  /** With so many units or fewer, the number is marked as low; default: never. */
  readonly lowAt?: number;
}

/** Units in stock; 0 is highlighted. */
export function Stock({ stock, lowAt = 0 }: StockProps) {
  if (stock === 0) {
    return (
      <Text span inherit c="var(--mantine-color-error)" fw={600}>
        0
      </Text>
    );
  }
  return stock <= lowAt ? (
    <>
      <span className="low-stock">Low</span> {formatNumber(stock)}
    </>
  ) : (
    formatNumber(stock)
  );
}
