import { Box, Table, Text } from '@mantine/core';
import type { BoughtProduct, CustomerRow } from '../../api/types.ts';
import { PairNames } from '../../components/pair-names.tsx';
import { TextLink } from '../../links/links.tsx';
import { ProductLink } from '../../links/product-link.tsx';

/** The columns of the customers' list. */
export function CustomerHead() {
  return (
    <Table.Tr>
      <Table.Th className="name-column">Customer</Table.Th>
      <Table.Th className="number if-wide">Age</Table.Th>
      <Table.Th className="if-wide">Country</Table.Th>
      <Table.Th>Products bought</Table.Th>
    </Table.Tr>
  );
}

const unknown = (
  <Box component="span" c="dimmed">
    –
  </Box>
);

/** A customer, with the products bought last. */
export function CustomerListRow({ customer }: { readonly customer: CustomerRow }) {
  const { customerId, name, email, age, country, products } = customer;
  const details = [age === undefined ? undefined : `${age} years`, country].filter(Boolean).join(', ');
  return (
    <Table.Tr>
      <Table.Td>
        <TextLink to="/customers/$customerId" params={{ customerId }} size="sm" fw={500}>
          {name}
        </TextLink>
        <Text size="xs" c="dimmed" className="if-wide">
          {email}
        </Text>
        <Text size="xs" c="dimmed" className="if-narrow">
          {details}
        </Text>
      </Table.Td>
      <Table.Td className="number if-wide">{age ?? unknown}</Table.Td>
      <Table.Td className="if-wide">{country ?? unknown}</Table.Td>
      <Table.Td>
        <PairNames<BoughtProduct>
          pairs={products}
          none="Nothing yet"
          link={({ productId, name: productName }) => (
            <ProductLink productId={productId} name={productName} />
          )}
        />
      </Table.Td>
    </Table.Tr>
  );
}
