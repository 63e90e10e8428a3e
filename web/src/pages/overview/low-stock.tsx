import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lowStock } from '../../api/products.ts';
import { productStatistics } from '../../api/statistics.ts';
import type { Page, Product } from '../../api/types.ts';
import { formatNumber } from '../../components/format.ts';
import { BoxIcon } from '../../components/icons.tsx';
import { Stock } from '../../components/stock.tsx';
import { TextLink } from '../../links/links.tsx';
import { ProductLink } from '../../links/product-link.tsx';
import { ShortList } from './short-list.tsx';

const LISTED = 10;

const lowestFirst = ({ items }: Page<Product>): readonly Product[] =>
  items.toSorted((a, b) => a.stock - b.stock).slice(0, LISTED);

const amountOf = ({ items, nextCursor }: Page<Product>) => ({
  read: formatNumber(items.length),
  isAll: nextCursor === undefined,
});

/** The products with the lowest stock, among those of one request. */
export function LowStock() {
  const query = useQuery({ ...lowStock(), select: lowestFirst });
  const { data: amount } = useQuery({ ...lowStock(), select: amountOf });
  const { data: products } = useQuery({ ...productStatistics(), select: ({ count }) => count });
  return (
    <ShortList
      title="Low stock"
      query={query}
      aside={
        query.data !== undefined &&
        query.data.length > 0 && (
          <TextLink to="/products" search={{ lowStock: 'true' }} size="sm">
            Show all{amount?.isAll ? ` ${amount.read}` : ''}
          </TextLink>
        )
      }
      icon={<BoxIcon size={22} />}
      none={products === 0 ? 'There are no products yet' : 'No product is low on stock'}
      note={
        amount?.isAll === false && `The lowest of the first ${amount.read} products by name. There are more.`
      }
      head={
        <Table.Tr>
          <Table.Th>Product</Table.Th>
          <Table.Th className="number">In stock</Table.Th>
        </Table.Tr>
      }
      idOf={({ productId }) => productId}
      row={({ productId, name, category, stock }) => (
        <Table.Tr key={productId}>
          <Table.Td className="stacked">
            <ProductLink productId={productId} name={name} />
            <Text size="xs" c="dimmed">
              {category}
            </Text>
          </Table.Td>
          <Table.Td className="number">
            <Stock stock={stock} />
          </Table.Td>
        </Table.Tr>
      )}
    />
  );
}
