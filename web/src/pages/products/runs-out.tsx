import type { UseQueryResult } from '@tanstack/react-query';
import type { ProductTotals } from '../../api/types.ts';
import { Figure } from '../../components/figure.tsx';
import { counted, formatRate } from '../../components/format.ts';
import { type Outlook, outlookOf } from '../../components/outlook.ts';

/** Beyond that, a number of days says nothing. */
const YEAR = 365;

interface RunsOutProps {
  readonly stock: number;
  readonly query: UseQueryResult<ProductTotals>;
}

/** When a product will have run out, as a figure. */
export function RunsOut({ stock, query }: RunsOutProps) {
  const outlook = query.data && outlookOf(stock, query.data.soldLately);
  return (
    <Figure
      isWide
      label={outlook?.kind === 'in days' && outlook.days <= YEAR ? 'Runs out in about' : 'Runs out'}
      note={query.data && outlook && noteOf(outlook, query.data.soldLately.days)}
      query={query}
    >
      {({ soldLately }) => textOf(outlookOf(stock, soldLately))}
    </Figure>
  );
}

function textOf(outlook: Outlook): string {
  if (outlook.kind === 'sold out') return 'Sold out';
  if (outlook.kind !== 'in days') return '–';
  return outlook.days > YEAR ? 'In over a year' : counted(outlook.days, 'day');
}

function noteOf(outlook: Outlook, days: number): string | undefined {
  if (outlook.kind === 'no sales')
    return days === 1 ? 'No sales today' : `No sales in ${counted(days, 'day')}`;
  if (outlook.kind !== 'in days') return undefined;
  return `${formatRate(outlook.perDay)} sold a day, ${days === 1 ? 'today' : `last ${counted(days, 'day')}`}`;
}
