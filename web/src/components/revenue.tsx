import type { Money } from '../../../shared/values/money.ts';
import { formatMoney } from './format.ts';

/** Sums of money, one of each currency. They are never added, so each has a line of its own. Nothing at all is a dash. */
export function Revenue({
  of,
  isPart = false,
}: {
  readonly of: readonly Money[];
  /** Whether it is at least so much, which a plus sign says; default no. */
  readonly isPart?: boolean;
}) {
  if (of.length === 0) return '–';
  return of.map((money) => (
    <div key={money.currency} className="amount">
      {formatMoney(money)}
      {isPart && '+'}
    </div>
  ));
}
