import { Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { stockChangesOf } from '../../api/products.ts';
import type { StockChange } from '../../api/types.ts';
import { EndlessTable } from '../../components/endless-table.tsx';
import { counted, formatChange, formatNumber } from '../../components/format.ts';
import { BoxIcon } from '../../components/icons.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { Panel } from '../../components/panel.tsx';
import { Empty } from '../../components/states.tsx';
import { Updating } from '../../components/updating.tsx';
import { TextLink } from '../../links/links.tsx';
import { Changed } from '../../roles/changed.tsx';

const TITLE = 'Stock history';

/** How the stock of a product changed, when, why and by whom, the latest first. */
export function StockHistory({ productId }: { readonly productId: string }) {
  const list = stockChangesOf(productId);
  const query = useInfiniteQuery(list);
  return (
    <Panel title={TITLE} aside={<Updating of={['products', 'stock-changes', productId]} />}>
      <EndlessTable
        label={TITLE}
        isShort
        noun="change"
        idOf={({ number }) => String(number)}
        query={query}
        live={{ queryKey: list.queryKey, role: 'follower' }}
        head={
          <ListRow>
            <Table.Th>Why</Table.Th>
            <Table.Th className="number">Change</Table.Th>
            <Table.Th className="number">In stock</Table.Th>
          </ListRow>
        }
        row={(change) => <ChangeRow change={change} productId={productId} />}
        empty={
          <Empty icon={<BoxIcon size={22} />} title="No changes yet">
            Sales, returns and adjustments appear here.
          </Empty>
        }
      />
    </Panel>
  );
}

function ChangeRow({ change, productId }: { readonly change: StockChange; readonly productId: string }) {
  const { delta, stock, at, by } = change;
  return (
    <ListRow>
      <Table.Td>
        <Why change={change} productId={productId} />
        <Text size="xs" c="dimmed">
          <Changed at={at} by={by} />
        </Text>
      </Table.Td>
      <Table.Td className="number">{formatChange(delta)}</Table.Td>
      <Table.Td className="number">{formatNumber(stock)}</Table.Td>
    </ListRow>
  );
}

/** What happened, with a link to the purchases. */
function Why({ change, productId }: { readonly change: StockChange; readonly productId: string }) {
  const { kind, reason, purchases = 1, purchaseId } = change;
  if (kind === 'added') return 'First stock';
  if (kind === 'adjusted') return reason ?? 'Adjusted';
  const text = kind === 'sold' ? 'Sold' : 'Returned';
  return purchaseId === undefined ? (
    <>
      {text},{' '}
      <TextLink to="/purchases" search={{ productId }} size="sm">
        {counted(purchases, kind === 'sold' ? 'purchase' : 'return')}
      </TextLink>
    </>
  ) : (
    <TextLink to="/purchases/$purchaseId" params={{ purchaseId }} size="sm">
      {text}
    </TextLink>
  );
}
