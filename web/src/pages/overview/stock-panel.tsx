import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { productStatistics } from '../../api/statistics.ts';
import type { Page } from '../../api/types.ts';
import { Choice } from '../../components/choice.tsx';
import { formatNumber } from '../../components/format.ts';
import { BoxIcon } from '../../components/icons.tsx';
import { TextLink } from '../../links/links.tsx';
import { ProductLink } from '../../links/product-link.tsx';
import { useLive } from '../../live/use-live.ts';
import { ShortList } from './short-list.tsx';
import { type StockListName, stockLists } from './stock-lists.tsx';

const LISTED = 10;

const amountOf = ({ items, nextCursor }: Page<unknown>) => ({
  read: formatNumber(items.length),
  isAll: nextCursor === undefined,
});

const choices = (Object.keys(stockLists) as StockListName[]).map((value) => ({
  value,
  label: stockLists[value].label,
}));

/** The products whose stock needs a look: those that are low, or those that sell fast. Only what is shown is read. */
export function StockPanel() {
  const [shown, setShown] = useState<StockListName>('low');
  const { title, query: read, filters, urgency, first, none, head, cell } = stockLists[shown];
  useLive(read());
  const query = useQuery({
    ...read(),
    select: ({ items }) => items.toSorted((a, b) => urgency(a) - urgency(b)).slice(0, LISTED),
  });
  const { data: amount } = useQuery({ ...read(), select: amountOf });
  const { data: products } = useQuery({ ...productStatistics(), select: ({ count }) => count });
  return (
    <ShortList
      title={title}
      choice={<Choice label="Which products" choices={choices} value={shown} onChange={setShown} />}
      query={query}
      aside={
        query.data !== undefined &&
        query.data.length > 0 && (
          <TextLink to="/products" search={filters} size="sm">
            Show all{amount?.isAll ? ` ${amount.read}` : ''}
          </TextLink>
        )
      }
      icon={<BoxIcon size={22} />}
      none={products === 0 ? 'There are no products yet' : none}
      note={
        amount?.isAll === false && `${first} of the first ${amount.read} products by name. There are more.`
      }
      head={
        <Table.Tr>
          <Table.Th>Product</Table.Th>
          <Table.Th className="number">{head}</Table.Th>
        </Table.Tr>
      }
      idOf={({ productId }) => productId}
      row={(product) => (
        <Table.Tr key={product.productId}>
          <Table.Td className="stacked">
            <ProductLink productId={product.productId} name={product.name} />
            <Text size="xs" c="dimmed">
              {product.category}
            </Text>
          </Table.Td>
          <Table.Td className="number">{cell(product)}</Table.Td>
        </Table.Tr>
      )}
    />
  );
}
