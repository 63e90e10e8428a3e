import { Table, Text } from '@mantine/core';
import type { JointBuyer } from '../../api/types.ts';
import { counted, formatNumber } from '../../components/format.ts';
import { ListRow } from '../../components/list-row.tsx';
import { Revenue } from '../../components/revenue.tsx';
import { Day } from '../../components/time.tsx';
import { CustomerLink } from '../../links/customer-link.tsx';

/** The columns of the buyers' list. */
export function BuyerHead() {
  return (
    <ListRow>
      <Table.Th className="name-column">Customer</Table.Th>
      <Table.Th className="number if-wide">Products</Table.Th>
      <Table.Th className="number">Units</Table.Th>
      <Table.Th className="number">Spent</Table.Th>
      <Table.Th className="number if-wide">Purchases</Table.Th>
      <Table.Th>Last purchase</Table.Th>
    </ListRow>
  );
}

/** A customer, with what they bought of all the products together. */
export function BuyerRow({ buyer }: { readonly buyer: JointBuyer }) {
  const { customerId, name, products, units, purchases, lastPurchasedAt, revenue } = buyer;
  return (
    <ListRow>
      <Table.Td>
        <CustomerLink customerId={customerId} name={name} />
        <Text size="xs" c="dimmed" className="if-narrow">
          {counted(products, 'product')}, {counted(purchases, 'purchase')}
        </Text>
      </Table.Td>
      <Table.Td className="number if-wide">{formatNumber(products)}</Table.Td>
      <Table.Td className="number">{formatNumber(units)}</Table.Td>
      <Table.Td className="number">
        <Revenue of={revenue} />
      </Table.Td>
      <Table.Td className="number if-wide">{formatNumber(purchases)}</Table.Td>
      <Table.Td>
        <Day at={lastPurchasedAt} />
      </Table.Td>
    </ListRow>
  );
}
