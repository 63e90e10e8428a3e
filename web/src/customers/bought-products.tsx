import { Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { productsBoughtBy } from '../api/customers.ts';
import { EndlessTable } from '../components/endless-table.tsx';
import { formatNumber } from '../components/format.ts';
import { BoxIcon } from '../components/icons.tsx';
import { Panel } from '../components/panel.tsx';
import { Empty } from '../components/states.tsx';
import { Time } from '../components/time.tsx';
import { ProductLink } from '../products/product-link.tsx';

/** All products that a customer bought, the last bought first. */
export function BoughtProducts({ customerId }: { readonly customerId: string }) {
  const query = useInfiniteQuery(productsBoughtBy(customerId));
  return (
    <Panel title="Products bought">
      <EndlessTable
        label="Products bought"
        noun="product"
        query={query}
        head={
          <Table.Tr>
            <Table.Th>Product</Table.Th>
            <Table.Th className="number">Units</Table.Th>
            <Table.Th className="number">Purchases</Table.Th>
            <Table.Th>Last</Table.Th>
          </Table.Tr>
        }
        row={({ productId, name, units, purchases, lastPurchasedAt }) => (
          <Table.Tr key={productId}>
            <Table.Td>
              <ProductLink productId={productId} name={name} />
            </Table.Td>
            <Table.Td className="number">{formatNumber(units)}</Table.Td>
            <Table.Td className="number">{formatNumber(purchases)}</Table.Td>
            <Table.Td>
              <Time at={lastPurchasedAt} />
            </Table.Td>
          </Table.Tr>
        )}
        empty={
          <Empty icon={<BoxIcon size={22} />} title="Nothing bought yet">
            A purchase shows here a moment after it is completed.
          </Empty>
        }
      />
    </Panel>
  );
}
