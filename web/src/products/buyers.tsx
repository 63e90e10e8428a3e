import { Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { buyersOf } from '../api/products.ts';
import { EndlessTable } from '../components/endless-table.tsx';
import { formatNumber } from '../components/format.ts';
import { PeopleIcon } from '../components/icons.tsx';
import { Panel } from '../components/panel.tsx';
import { Empty } from '../components/states.tsx';
import { Time } from '../components/time.tsx';
import { CustomerLink } from '../customers/customer-link.tsx';

/** All customers who bought a product, the last first. */
export function Buyers({ productId }: { readonly productId: string }) {
  const query = useInfiniteQuery(buyersOf(productId));
  return (
    <Panel title="Bought by">
      <EndlessTable
        label="Bought by"
        noun="customer"
        query={query}
        head={
          <Table.Tr>
            <Table.Th>Customer</Table.Th>
            <Table.Th className="number">Units</Table.Th>
            <Table.Th className="number">Purchases</Table.Th>
            <Table.Th>Last</Table.Th>
          </Table.Tr>
        }
        row={({ customerId, name, units, purchases, lastPurchasedAt }) => (
          <Table.Tr key={customerId}>
            <Table.Td>
              <CustomerLink customerId={customerId} name={name} />
            </Table.Td>
            <Table.Td className="number">{formatNumber(units)}</Table.Td>
            <Table.Td className="number">{formatNumber(purchases)}</Table.Td>
            <Table.Td>
              <Time at={lastPurchasedAt} />
            </Table.Td>
          </Table.Tr>
        )}
        empty={
          <Empty icon={<PeopleIcon size={22} />} title="Nobody bought it yet">
            A purchase shows here a moment after it is completed.
          </Empty>
        }
      />
    </Panel>
  );
}
