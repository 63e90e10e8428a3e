import type { SoldLately } from '../../../contracts/catalog/shapes.ts';
import { counted } from './format.ts';
import { outlookOf } from './outlook.ts';

interface DaysLeftProps {
  readonly stock: number;
  readonly soldLately: SoldLately;
}

/** For about how many days the stock lasts if it sells on as lately; a dash if that is not known. */
export function DaysLeft({ stock, soldLately }: DaysLeftProps) {
  const outlook = outlookOf(stock, soldLately);
  return outlook.kind === 'in days' ? counted(outlook.days, 'day') : '–';
}
