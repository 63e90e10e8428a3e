import { PageHeader } from '../../components/page-header.tsx';
import { Updating } from '../../components/updating.tsx';
import { Figures } from './figures.tsx';
import { FirstSteps, useIsNew } from './first-steps.tsx';
import { LowStock } from './low-stock.tsx';
import { TopCustomers, TopProducts } from './rankings.tsx';
import { RecentPurchases } from './recent-purchases.tsx';
import { RevenueByDay } from './revenue-by-day.tsx';
import './overview-page.css';

/** The overview: revenue, counts, latest purchases, products low on stock, and rankings. Of an empty shop, how to begin. */
export function OverviewPage() {
  const isNew = useIsNew();
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
      <div className="two-columns">
        <RecentPurchases />
        <div className="column">
          <RevenueByDay />
          <LowStock />
        </div>
      </div>
      <div className="two-columns even">
        <TopProducts />
        <TopCustomers />
      </div>
    </div>
  );
}
