import { Box, Skeleton, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DAYS_OF_MONTH, latestDays } from '../../api/statistics.ts';
import { Bars } from '../../components/bars.tsx';
import { ChartPanel } from '../../components/chart-panel.tsx';
import { Choice } from '../../components/choice.tsx';
import {
  formatDate,
  formatDayOfMonth,
  formatMoney,
  formatMonth,
  formatNumber,
  formatShortMoney,
} from '../../components/format.ts';
import { ReceiptIcon } from '../../components/icons.tsx';
import { Revenue } from '../../components/revenue.tsx';
import { Empty, Failure } from '../../components/states.tsx';
import { amountsOf, groupedBy, type LatestDays, revenueOf, type Span } from './revenue-of-days.ts';

/** How far back the chart looks. */
interface Range {
  readonly days: number;
  readonly label: string;
  readonly span: Span;
  readonly written: (day: string) => string;
}

const ranges: Readonly<Record<string, Range>> = {
  month: { days: DAYS_OF_MONTH, label: '31 days', span: 'day', written: formatDayOfMonth },
  quarter: { days: 91, label: '13 weeks', span: 'week', written: formatDayOfMonth },
  year: { days: 366, label: '12 months', span: 'month', written: formatMonth },
};
const choices = Object.entries(ranges).map(([value, { label }]) => ({ value, label }));

/** What the latest days, weeks or months brought, as a chart for each currency, and as a table if wanted. */
export function RevenueByDay() {
  const [chosen, choose] = useState('month');
  const range = ranges[chosen] as Range;
  const { data, error, refetch } = useQuery(latestDays(range.days));
  const state =
    data === undefined &&
    (error === null ? (
      <Skeleton height={176} m="sm" />
    ) : (
      <Failure error={error} onRetry={() => void refetch()} />
    ));
  const isEmpty = data !== undefined && revenueOf(data.items).length === 0;
  const empty = isEmpty && (
    <Empty icon={<ReceiptIcon size={22} />} title={`No revenue in the last ${range.label}`} />
  );
  const latest = data && groupedBy(range.span, data);
  return (
    <ChartPanel
      title="Revenue"
      choice={<Choice label="Period of the revenue" choices={choices} value={chosen} onChange={choose} />}
      chart={state || empty || (latest && <Charts latest={latest} range={range} />)}
      table={state || empty || (latest && <DaysTable items={latest.items} {...range} />)}
    />
  );
}

function Charts({ latest, range }: { readonly latest: LatestDays; readonly range: Range }) {
  return revenueOf(latest.items).map(({ currency, amount: sum }) => {
    const amounts = amountsOf(latest, currency);
    const money = (amount: number): string => formatMoney({ amount, currency });
    const highest = money(Math.max(...amounts.map(({ amount }) => amount)));
    return (
      <Box key={currency} p="sm">
        <Bars
          bars={amounts.map(({ day, amount }) => ({ label: range.written(day), value: amount }))}
          label={`${money(sum)} in the last ${range.label}, at most ${highest} in a ${range.span}`}
          format={money}
          axis={(amount) => formatShortMoney({ amount, currency })}
        />
      </Box>
    );
  });
}

const headOf = { day: 'Day', week: 'Week of', month: 'Month' } as const;

function DaysTable({ items, span }: Pick<LatestDays, 'items'> & Pick<Range, 'span'>) {
  return (
    <Table aria-label={`Revenue by ${span}`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{headOf[span]}</Table.Th>
          <Table.Th className="number">Purchases</Table.Th>
          <Table.Th className="number">Revenue</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.toReversed().map(({ day, completed, revenue }) => (
          <Table.Tr key={day}>
            <Table.Td>{span === 'month' ? formatMonth(day) : formatDate(day)}</Table.Td>
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
