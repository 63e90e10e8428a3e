import { latestPurchases } from '../../api/purchases.ts';
import { customerStatistics, latestDays, productStatistics, purchasesToday } from '../../api/statistics.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Updating } from '../../components/updating.tsx';
import { useLive } from '../../live/use-live.ts';
import { Figures } from './figures.tsx';
import { FirstSteps, useIsNew } from './first-steps.tsx';
import { TopCustomers, TopProducts } from './rankings.tsx';
import { LISTED, RecentPurchases } from './recent-purchases.tsx';
import { RevenueByDay } from './revenue-by-day.tsx';
import { StockPanel } from './stock-panel.tsx';
import './overview-page.css';

/** The overview: revenue, counts, latest purchases, products whose stock needs a look, and rankings. Of an empty shop, how to begin. */
export function OverviewPage() {
  const isNew = useIsNew();
  useLive(latestPurchases({}, LISTED));
  useLive(customerStatistics());
  useLive(productStatistics());
  useLive(purchasesToday());
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
        <StockPanel />
      </div>
      <div className="two-columns even">
        <TopProducts />
        <TopCustomers />
      </div>
    </div>
  );
}
