import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { customerStatistics, productStatistics } from '../../api/statistics.ts';
import { BoxIcon, PeopleIcon } from '../../components/icons.tsx';
import { Stock } from '../../components/stock.tsx';
import { CustomerLink } from '../../links/customer-link.tsx';
import { ProductLink } from '../../links/product-link.tsx';
import { RankedCells } from './ranked-cells.tsx';
import { ShortList } from './short-list.tsx';

/** The best-selling products, and their stock. */
export function TopProducts() {
  const query = useQuery({ ...productStatistics(), select: ({ top }) => top });
  return (
    <ShortList
      title="Top products"
      query={query}
      icon={<BoxIcon size={22} />}
      none="Nothing has been sold yet"
      head={
        <Table.Tr>
          <Table.Th>Product</Table.Th>
          <Table.Th className="number">Units</Table.Th>
          <Table.Th className="number if-medium">Purchases</Table.Th>
          <Table.Th className="number">Earned</Table.Th>
          <Table.Th className="number if-medium">In stock</Table.Th>
        </Table.Tr>
      }
      idOf={({ productId }) => productId}
      row={({ productId, name, archived, stock, ...counts }) => (
        <Table.Tr key={productId}>
          <RankedCells {...counts} first={query.data?.[0]}>
            <ProductLink productId={productId} name={name} archived={archived} />
          </RankedCells>
          <Table.Td className="number if-medium">
            {stock === undefined ? '–' : <Stock stock={stock} />}
          </Table.Td>
        </Table.Tr>
      )}
    />
  );
}

/** The customers who bought the most. */
export function TopCustomers() {
  const query = useQuery({ ...customerStatistics(), select: ({ top }) => top });
  return (
    <ShortList
      title="Top customers"
      query={query}
      icon={<PeopleIcon size={22} />}
      none="Nobody has bought anything yet"
      head={
        <Table.Tr>
          <Table.Th>Customer</Table.Th>
          <Table.Th className="number">Units</Table.Th>
          <Table.Th className="number if-medium">Purchases</Table.Th>
          <Table.Th className="number">Spent</Table.Th>
        </Table.Tr>
      }
      idOf={({ customerId }) => customerId}
      row={({ customerId, name, ...counts }) => (
        <Table.Tr key={customerId}>
          <RankedCells {...counts} first={query.data?.[0]}>
            <CustomerLink customerId={customerId} name={name} />
          </RankedCells>
        </Table.Tr>
      )}
    />
  );
}
