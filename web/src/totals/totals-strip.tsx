import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Money } from '../../../shared/values/money.ts';
import { Figure } from '../components/figure.tsx';
import { formatNumber } from '../components/format.ts';
import { Panel } from '../components/panel.tsx';
import { Revenue } from '../components/revenue.tsx';
import { Day } from '../components/time.tsx';

interface OwnTotals {
  readonly units: number;
  readonly purchases: number;
  readonly lastPurchasedAt?: string | undefined;
  readonly revenue: readonly Money[];
}

interface TotalsStripProps {
  readonly query: UseQueryResult<OwnTotals>;
  /** What the figures are called: `Spent`, `Units bought`, `Last purchase`. */
  readonly labels: { readonly revenue: string; readonly units: string; readonly last: string };
  /** Further figures; default none. */
  readonly children?: ReactNode;
}

/** What a customer bought in all, or what was sold of a product, in a strip. */
export function TotalsStrip({ query, labels, children }: TotalsStripProps) {
  return (
    <Panel>
      <dl className="figures" aria-label="In all">
        <Figure isWide label={labels.revenue} query={query}>
          {({ revenue }) => <Revenue of={revenue} />}
        </Figure>
        <Figure label={labels.units} query={query}>
          {({ units }) => formatNumber(units)}
        </Figure>
        <Figure label="Purchases" query={query}>
          {({ purchases }) => formatNumber(purchases)}
        </Figure>
        <Figure isWide label={labels.last} query={query}>
          {({ lastPurchasedAt }) => (lastPurchasedAt === undefined ? '–' : <Day at={lastPurchasedAt} />)}
        </Figure>
        {children}
      </dl>
    </Panel>
  );
}
