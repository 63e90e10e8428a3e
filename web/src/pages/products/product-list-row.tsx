import { Table, Text } from '@mantine/core';
import type { Buyer, ProductRow } from '../../api/types.ts';
import { formatMoney } from '../../components/format.ts';
import { PairNames } from '../../components/pair-names.tsx';
import { Stock } from '../../components/stock.tsx';
import { CustomerLink } from '../../links/customer-link.tsx';
import { TextLink } from '../../links/links.tsx';

/** The columns of the products' list. */
export function ProductHead() {
  return (
    <Table.Tr>
      <Table.Th className="name-column">Product</Table.Th>
      <Table.Th className="number if-wide">Price</Table.Th>
      <Table.Th className="number if-wide">In stock</Table.Th>
      <Table.Th>Bought by</Table.Th>
    </Table.Tr>
  );
}

/** A product, with its latest buyers. */
export function ProductListRow({ product }: { readonly product: ProductRow }) {
  const { productId, name, category, sku, price, stock, customers } = product;
  return (
    <Table.Tr>
      <Table.Td>
        <TextLink to="/products/$productId" params={{ productId }} size="sm" fw={500}>
          {name}
        </TextLink>
        <Text size="xs" c="dimmed">
          {[category, sku].filter((text) => text !== undefined).join(' · ')}
        </Text>
        <Text size="xs" component="div" className="if-narrow">
          {formatMoney(price)} · <Stock stock={stock} /> in stock
        </Text>
      </Table.Td>
      <Table.Td className="number if-wide">{formatMoney(price)}</Table.Td>
      <Table.Td className="number if-wide">
        <Stock stock={stock} />
      </Table.Td>
      <Table.Td>
        <PairNames<Buyer>
          pairs={customers}
          none="Nobody yet"
          link={({ customerId, name: customerName }) => (
            <CustomerLink customerId={customerId} name={customerName} />
          )}
        />
      </Table.Td>
    </Table.Tr>
  );
}
