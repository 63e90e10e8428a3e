import { Box, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LATEST, latestPurchases, type PurchaseFilters } from '../api/purchases.ts';
import type { Purchase } from '../api/types.ts';
import { Bars } from '../components/bars.tsx';
import { ChartPanel } from '../components/chart-panel.tsx';
import { counted, formatNumber } from '../components/format.ts';
import { useToday } from '../components/today.ts';
import { bucketsOf } from './time-buckets.ts';

/** The units of the latest purchases of a customer or product over time, if there are any. */
export function UnitsOverTime({
  filters,
}: {
  readonly filters: Pick<PurchaseFilters, 'customerId' | 'productId'>;
}) {
  const { data } = useQuery(latestPurchases(filters));
  const purchases = data?.items ?? [];
  const completed = purchases.filter(({ status }) => status === 'completed');
  if (completed.length === 0) return null;
  return <UnitsChart purchases={completed} isCut={purchases.length === LATEST} />;
}

interface UnitsChartProps {
  /** Completed purchases, in any order. */
  readonly purchases: readonly Purchase[];
  /** Whether older purchases are left out. */
  readonly isCut: boolean;
}

function UnitsChart({ purchases, isCut }: UnitsChartProps) {
  useToday();
  const { unit, buckets } = bucketsOf(purchases, new Date());
  const highest = Math.max(...buckets.map(({ units }) => units));
  const total = buckets.reduce((sum, { units }) => sum + units, 0);
  const [first, last] = [buckets.at(0), buckets.at(-1)];
  const summary = `${counted(total, 'unit')} in ${counted(purchases.length, 'purchase')}, by ${unit}`;
  const chart = (
    <Box p="sm">
      <Bars
        bars={buckets.map(({ label, units }) => ({ label, value: units }))}
        label={`${summary}, at most ${counted(highest, 'unit')} per ${unit}, from ${first?.label} to ${last?.label}`}
        format={(units) => counted(units, 'unit')}
        axis={formatNumber}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {summary}
        {isCut ? ' (latest purchases only)' : ''}
      </Text>
    </Box>
  );
  const table = (
    <Table aria-label="Units over time">
      <Table.Thead>
        <Table.Tr>
          <Table.Th tt="capitalize">{unit}</Table.Th>
          <Table.Th className="number">Units</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {buckets
          .filter(({ units }) => units > 0)
          .toReversed()
          .map(({ start, label, units }) => (
            <Table.Tr key={start}>
              <Table.Td>{label}</Table.Td>
              <Table.Td className="number">{formatNumber(units)}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
  return <ChartPanel title="Units over time" chart={chart} table={table} />;
}
