import { Table, Text } from '@mantine/core';
import { LOW_STOCK } from '../../../../contracts/catalog/shapes.ts';
import type { Buyer, ProductRow } from '../../api/types.ts';
import { DaysLeft } from '../../components/days-left.tsx';
import { formatMoney } from '../../components/format.ts';
import { ListRow } from '../../components/list-row.tsx';
import { PairNames } from '../../components/pair-names.tsx';
import { Stock } from '../../components/stock.tsx';
import { TwoParts } from '../../components/two-parts.tsx';
import { CustomerLink } from '../../links/customer-link.tsx';
import { TextLink } from '../../links/links.tsx';
import { SelectAllHead, SelectCell } from '../../selection/select-cells.tsx';
import type { Selection } from '../../selection/use-selection.ts';
import { SortHead, type Sorting } from '../../sorting/sort-head.tsx';
import { TotalCells, TotalHeads } from '../../sorting/total-cells.tsx';
import { totalsOf, totalsText } from '../../sorting/totals.ts';

/** The columns of the products' list. */
export function ProductHead({
  sorting,
  selection,
}: {
  readonly sorting: Sorting;
  readonly selection: Selection<unknown>;
}) {
  return (
    <ListRow>
      <SelectAllHead selection={selection} noun="products" />
      <SortHead sorting={sorting} by="name" label="Product" className="name-column" />
      <Table.Th className="number if-wide">Price</Table.Th>
      <Table.Th className="number if-wide">In stock</Table.Th>
      <Table.Th className="names-column">Bought by</Table.Th>
      <TotalHeads sorting={sorting} traded="Last sale" money="Earned" />
    </ListRow>
  );
}

/** A product, with its latest buyers. */
export function ProductListRow({
  product,
  selection,
}: {
  readonly product: ProductRow;
  readonly selection: Selection<unknown>;
}) {
  const { productId, name, category, sku, price, stock, lowStockAt = LOW_STOCK, customers } = product;
  const { soldLately } = product;
  const totals = totalsOf(product.totals, customers);
  return (
    <ListRow>
      <SelectCell selection={selection} id={productId} name={name} />
      <Table.Td>
        <TwoParts isFirstLong>
          <TextLink to="/products/$productId" params={{ productId }} size="sm" fw={500}>
            {name}
          </TextLink>
          <Text size="xs" c="dimmed">
            {[sku, category].filter((text) => text !== undefined).join(' · ')}
          </Text>
        </TwoParts>
        <Text size="xs" component="div" className="if-narrow">
          {formatMoney(price)} · <Stock stock={stock} lowAt={lowStockAt} /> in stock
          {soldLately && (
            <>
              {' '}
              for <DaysLeft stock={stock} soldLately={soldLately} />
            </>
          )}
        </Text>
        <Text size="xs" c="dimmed" className="if-cramped">
          {totalsText(totals)}
        </Text>
      </Table.Td>
      <Table.Td className="number if-wide">{formatMoney(price)}</Table.Td>
      <Table.Td className="number if-wide">
        <Stock stock={stock} lowAt={lowStockAt} />
        {soldLately && (
          <Text size="xs" c="dimmed">
            for <DaysLeft stock={stock} soldLately={soldLately} />
          </Text>
        )}
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
      <TotalCells totals={totals} createdAt={product.createdAt} />
    </ListRow>
  );
}
