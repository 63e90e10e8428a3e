import type { Sums } from '../../../../sales-import/money-text.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { counted, formatMoney, formatNumber } from '../../components/format.ts';

/** Bytes in the unit that suits them. */
export const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${formatNumber(Math.max(1, Math.round(bytes / 1024)))} KB`
    : `${formatNumber(Math.round((bytes / 1024 / 1024) * 10) / 10)} MB`;

/** Sums as amounts of money, by currency. */
export const moneyIn = (sums: Sums): Money[] =>
  [...sums.amounts].map(([currency, amount]) => ({ currency, amount }));

/** `€1.00 and £2.00`. */
export const sumsText = (sums: Sums): string => moneyIn(sums).map(formatMoney).join(' and ') || 'nothing';

/** How much longer something takes, roughly. */
export function leftText(seconds: number): string {
  if (seconds < 5) return 'a few seconds left';
  if (seconds < 60) return `about ${Math.ceil(seconds / 5) * 5} seconds left`;
  return `about ${counted(Math.round(seconds / 60), 'minute')} left`;
}
