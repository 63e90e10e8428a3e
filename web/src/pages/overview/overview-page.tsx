import { lowStock } from '../../api/products.ts';
import { latestPurchases } from '../../api/purchases.ts';
import { customerStatistics, latestDays, productStatistics, purchasesToday } from '../../api/statistics.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Updating } from '../../components/updating.tsx';
import { useLive } from '../../live/use-live.ts';
import { Figures } from './figures.tsx';
import { FirstSteps, useIsNew } from './first-steps.tsx';
import { LowStock } from './low-stock.tsx';
import { TopCustomers, TopProducts } from './rankings.tsx';
import { LISTED, RecentPurchases } from './recent-purchases.tsx';
import { RevenueByDay } from './revenue-by-day.tsx';
import './overview-page.css';

/** The overview: revenue, counts, latest purchases, products low on stock, and rankings. Of an empty shop, how to begin. */
export function OverviewPage() {
  const isNew = useIsNew();
  useLive(latestPurchases({}, LISTED));
  useLive(customerStatistics());
  useLive(productStatistics());
  useLive(purchasesToday());
  useLive(lowStock());
  useLive(latestDays(), 'follower');
  return (
    <>
      <PageHeader title="Overview" actions={<Updating of={['statistics', 'purchases']} />} />
      {isNew ? <FirstSteps /> : <Panels />}
    </>
  );
}

function Panels() {
  return (
    <div className="rows">
      <Figures />
      <RevenueByDay />
      <div className="two-columns">
        <RecentPurchases />
        <LowStock />
      </div>
      <div className="two-columns even">
        <TopProducts />
        <TopCustomers />
      </div>
    </div>
  );
}
