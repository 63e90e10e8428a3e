import { PageHeader } from '../../components/page-header.tsx';
import { Updating } from '../../components/updating.tsx';
import { Figures } from './figures.tsx';
import { LowStock } from './low-stock.tsx';
import { TopCustomers, TopProducts } from './rankings.tsx';
import { RecentPurchases } from './recent-purchases.tsx';
import './overview-page.css';

/** The overview: counts, latest purchases, products low on stock, and rankings. */
export function OverviewPage() {
  return (
    <>
      <PageHeader title="Overview" actions={<Updating of={['statistics', 'purchases']} />} />
      <div className="rows">
        <Figures />
        <div className="two-columns">
          <RecentPurchases />
          <LowStock />
        </div>
        <div className="two-columns even">
          <TopProducts />
          <TopCustomers />
        </div>
      </div>
    </>
  );
}
