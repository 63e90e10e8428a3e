import { Table, Text } from '@mantine/core';
import type { Purchase } from '../api/types.ts';
import { counted, formatMoney, formatNumber } from '../components/format.ts';
import { Time } from '../components/time.tsx';
import { CustomerLinkById } from '../links/customer-link-by-id.tsx';
import { TextLink } from '../links/links.tsx';
import { ProductLinkById } from '../links/product-link-by-id.tsx';
import { Status } from '../purchase-status/status.tsx';
import { useCurrentPurchase } from '../purchase-status/use-current-purchase.ts';

interface ShortPurchaseRowProps {
  readonly listed: Purchase;
  readonly shows: 'customer' | 'product' | 'both';
}

/** A purchase in two lines, for narrow lists. */
export function ShortPurchaseRow({ listed, shows }: ShortPurchaseRowProps) {
  const { purchaseId, customerId, productId, productName, quantity, returned, total, status, purchasedAt } =
    useCurrentPurchase(listed);
  return (
    <Table.Tr>
      <Table.Td className="stacked">
        {shows !== 'product' && <CustomerLinkById customerId={customerId} />}
        {shows === 'both' && (
          <Text span c="dimmed" className="separator">
            {' · '}
          </Text>
        )}
        {shows !== 'customer' && <ProductLinkById productId={productId} name={productName} />}
        <Text size="xs" c="dimmed">
          <TextLink to="/purchases/$purchaseId" params={{ purchaseId }} size="xs" c="dimmed">
            <Time at={purchasedAt} />
          </TextLink>
          {' · '}
          {counted(quantity, 'unit')}
          {status === 'completed' && returned > 0 && `, ${formatNumber(returned)} returned`}
        </Text>
      </Table.Td>
      <Table.Td className="number">
        {formatMoney(total)}
        <Text size="xs" component="div">
          <Status status={status} />
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
