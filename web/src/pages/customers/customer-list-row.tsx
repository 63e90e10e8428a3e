import { Box, Table, Text } from '@mantine/core';
import type { BoughtProduct, CustomerRow } from '../../api/types.ts';
import { ListRow } from '../../components/list-row.tsx';
import { PairNames } from '../../components/pair-names.tsx';
import { TwoParts } from '../../components/two-parts.tsx';
import { TextLink } from '../../links/links.tsx';
import { ProductLink } from '../../links/product-link.tsx';
import { SelectAllHead, SelectCell } from '../../selection/select-cells.tsx';
import type { Selection } from '../../selection/use-selection.ts';
import { SortHead, type Sorting } from '../../sorting/sort-head.tsx';
import { TotalCells, TotalHeads } from '../../sorting/total-cells.tsx';
import { totalsOf, totalsText } from '../../sorting/totals.ts';

/** The columns of the customers' list. */
export function CustomerHead({
  sorting,
  selection,
}: {
  readonly sorting: Sorting;
  readonly selection: Selection<unknown>;
}) {
  return (
    <ListRow>
      <SelectAllHead selection={selection} noun="customers" />
      <SortHead sorting={sorting} by="name" label="Customer" className="name-column" />
      <Table.Th className="number if-wide">Age</Table.Th>
      <Table.Th className="if-wide">Country</Table.Th>
      <Table.Th className="names-column">Products bought</Table.Th>
      <TotalHeads sorting={sorting} traded="Last purchase" money="Spent" />
    </ListRow>
  );
}

const unknown = (
  <Box component="span" c="dimmed">
    –
  </Box>
);

/** A customer, with the products bought last. */
export function CustomerListRow({
  customer,
  selection,
}: {
  readonly customer: CustomerRow;
  readonly selection: Selection<unknown>;
}) {
  const { customerId, name, email, age, country, products } = customer;
  const totals = totalsOf(customer.totals, products);
  const details = [age === undefined ? undefined : `${age} years`, country].filter(Boolean).join(', ');
  return (
    <ListRow>
      <SelectCell selection={selection} id={customerId} name={name} />
      <Table.Td>
        <TwoParts>
          <TextLink to="/customers/$customerId" params={{ customerId }} size="sm" fw={500}>
            {name}
          </TextLink>
          <Text size="xs" c="dimmed" className="if-wide">
            {email}
          </Text>
        </TwoParts>
        <Text size="xs" c="dimmed" className="if-narrow">
          {details}
        </Text>
        <Text size="xs" c="dimmed" className="if-cramped">
          {totalsText(totals)}
        </Text>
      </Table.Td>
      <Table.Td className="number if-wide">{age ?? unknown}</Table.Td>
      <Table.Td className="if-wide">{country ?? unknown}</Table.Td>
      <Table.Td>
        <PairNames<BoughtProduct>
          pairs={products}
          none="Nothing yet"
          link={({ productId, name: productName, archived }) => (
            <ProductLink productId={productId} name={productName} archived={archived} />
          )}
        />
      </Table.Td>
      <TotalCells totals={totals} createdAt={customer.createdAt} />
    </ListRow>
  );
}
