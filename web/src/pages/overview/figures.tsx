import { useQuery } from '@tanstack/react-query';
import { customerStatistics, latestDays, productStatistics, purchasesToday } from '../../api/statistics.ts';
import { Figure } from '../../components/figure.tsx';
import { formatNumber, formatTimeOfDay, isToday } from '../../components/format.ts';
import { Panel } from '../../components/panel.tsx';
import { Revenue } from '../../components/revenue.tsx';
import { useToday } from '../../components/today.ts';
import { TextLink } from '../../links/links.tsx';
import { Status } from '../../purchase-status/status.tsx';
import { revenueOfMonth } from './revenue-of-days.ts';

const outcomes = ['completed', 'rejected', 'cancelled'] as const;

/** Revenue, the numbers of customers and products, and today's purchases by status. */
export function Figures() {
  const customers = useQuery({ ...customerStatistics(), select: ({ count }) => count });
  const products = useQuery({ ...productStatistics(), select: ({ count }) => count });
  const purchases = useQuery(purchasesToday());
  const days = useQuery(latestDays());
  useToday();
  return (
    <Panel>
      <dl className="figures" aria-label="Figures">
        <Figure isWide label="Revenue today" query={purchases}>
          {({ revenue }) => <Revenue of={revenue} />}
        </Figure>
        <Figure isWide label="Revenue this month" query={days}>
          {(latest) => <Revenue of={revenueOfMonth(latest)} />}
        </Figure>
        <Figure label="Customers" query={customers}>
          {(count) => (
            <TextLink to="/customers" inherit>
              {formatNumber(count)}
            </TextLink>
          )}
        </Figure>
        <Figure label="Products" query={products}>
          {(count) => (
            <TextLink to="/products" inherit>
              {formatNumber(count)}
            </TextLink>
          )}
        </Figure>
        <Figure
          label="Purchases today"
          note={purchases.data && sinceStart(purchases.data.day)}
          query={purchases}
        >
          {({ count, day }) => (
            <TextLink to="/purchases" search={during(day)} inherit>
              {formatNumber(count)}
            </TextLink>
          )}
        </Figure>
        {outcomes.map((outcome) => (
          <Figure key={outcome} label={<Status status={outcome} />} query={purchases}>
            {({ day, [outcome]: count }) => (
              <TextLink to="/purchases" search={{ ...during(day), status: outcome }} inherit>
                {formatNumber(count)}
              </TextLink>
            )}
          </Figure>
        ))}
      </dl>
    </Panel>
  );
}

/** The start of one of the API's days, which are in UTC. */
const startOf = (day: string): string => `${day}T00:00:00.000Z`;

/** The filters for the purchases of a day. */
const during = (day: string) => ({ from: startOf(day), to: `${day}T23:59:59.999Z` });

/** When the API's day began in the user's time zone. */
function sinceStart(day: string): string {
  const start = startOf(day);
  const local = `${isToday(start) ? '' : 'yesterday, '}${formatTimeOfDay(start)}`;
  return new Date(start).getTimezoneOffset() === 0 ? `since ${local}` : `since ${local} (midnight UTC)`;
}
