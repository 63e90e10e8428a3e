import { useQuery } from '@tanstack/react-query';
import { customerStandings, productStandings, purchasesToday } from '../../api/statistics.ts';
import { formatNumber, formatTimeOfDay, isToday } from '../../components/format.ts';
import { Panel } from '../../components/panel.tsx';
import { useToday } from '../../components/today.ts';
import { TextLink } from '../../links/links.tsx';
import { Status } from '../../purchase-status/status.tsx';
import { Figure } from './figure.tsx';

const outcomes = ['completed', 'rejected', 'cancelled'] as const;

/** How many customers and products there are, and what became of today's purchases. */
export function Figures() {
  const customers = useQuery({ ...customerStandings(), select: ({ count }) => count });
  const products = useQuery({ ...productStandings(), select: ({ count }) => count });
  const purchases = useQuery(purchasesToday());
  useToday();
  return (
    <Panel>
      <dl className="figures" aria-label="Figures">
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

/** The API's days begin at midnight in UTC. */
const startOf = (day: string): string => `${day}T00:00:00.000Z`;

/** The filters of what is counted of a day. */
const during = (day: string) => ({ from: startOf(day), to: `${day}T23:59:59.999Z` });

/** When the API's day began by the reader's clock. */
function sinceStart(day: string): string {
  const start = startOf(day);
  const local = `${isToday(start) ? '' : 'yesterday, '}${formatTimeOfDay(start)}`;
  return new Date(start).getTimezoneOffset() === 0 ? `since ${local}` : `since ${local} (midnight UTC)`;
}
