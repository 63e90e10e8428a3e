import { PageHeader } from '../../components/page-header.tsx';
import { Updating } from '../../components/updating.tsx';
import { Figures } from './figures.tsx';
import { LowStock } from './low-stock.tsx';
import { TopCustomers, TopProducts } from './rankings.tsx';
import { RecentPurchases } from './recent-purchases.tsx';
import { RevenueByDay } from './revenue-by-day.tsx';
import './overview-page.css';

/** The overview: revenue, counts, latest purchases, products low on stock, and rankings. */
export function OverviewPage() {
  return (
    <>
      <PageHeader title="Overview" actions={<Updating of={['statistics', 'purchases']} />} />
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
    </>
  );
}
