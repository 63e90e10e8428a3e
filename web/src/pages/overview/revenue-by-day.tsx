import { Box, Button, Skeleton, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { latestDays } from '../../api/statistics.ts';
import { Bars } from '../../components/bars.tsx';
import { formatDate, formatMoney, formatNumber } from '../../components/format.ts';
import { ReceiptIcon } from '../../components/icons.tsx';
import { Panel } from '../../components/panel.tsx';
import { Revenue } from '../../components/revenue.tsx';
import { Empty, Failure } from '../../components/states.tsx';
import { amountsOf, type LatestDays, revenueOf } from './revenue-of-days.ts';

/** What each of the latest days brought, as a chart for each currency, and as a table if wanted. */
export function RevenueByDay() {
  const { data, error, refetch } = useQuery(latestDays());
  const [isTable, setTable] = useState(false);
  const contentId = useId();
  const hasAny = data !== undefined && revenueOf(data.items).length > 0;
  return (
    <Panel
      title="Revenue by day"
      aside={
        hasAny && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-controls={contentId}
            onClick={() => setTable(!isTable)}
          >
            {isTable ? 'Show as a chart' : 'Show as a table'}
          </Button>
        )
      }
    >
      <div id={contentId}>
        {data === undefined && error === null && <Skeleton height={132} m="sm" />}
        {data === undefined && error !== null && <Failure error={error} onRetry={() => void refetch()} />}
        {data !== undefined && !hasAny && (
          <Empty icon={<ReceiptIcon size={22} />} title="No revenue in the last 31 days" />
        )}
        {hasAny && (isTable ? <DaysTable items={data.items} /> : <Charts latest={data} />)}
      </div>
    </Panel>
  );
}

function Charts({ latest }: { readonly latest: LatestDays }) {
  return revenueOf(latest.items).map(({ currency, amount: sum }) => {
    const amounts = amountsOf(latest, currency);
    const money = (amount: number): string => formatMoney({ amount, currency });
    const highest = money(Math.max(...amounts.map(({ amount }) => amount)));
    return (
      <Box key={currency} p="sm">
        <Bars
          bars={amounts.map(({ day, amount }) => ({
            key: day,
            label: formatDate(day),
            value: amount,
            text: money(amount),
          }))}
          label={`${money(sum)} in the last ${amounts.length} days, at most ${highest} in a day`}
          highest={highest}
        />
      </Box>
    );
  });
}

function DaysTable({ items }: Pick<LatestDays<DayItem>, 'items'>) {
  return (
    <Table aria-label="Revenue by day">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Day</Table.Th>
          <Table.Th className="number">Purchases</Table.Th>
          <Table.Th className="number">Revenue</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.toReversed().map(({ day, completed, revenue }) => (
          <Table.Tr key={day}>
            <Table.Td>{formatDate(day)}</Table.Td>
            <Table.Td className="number">{formatNumber(completed)}</Table.Td>
            <Table.Td className="number">
              <Revenue of={revenue} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

type DayItem = LatestDays['items'][number] & { readonly completed: number };
