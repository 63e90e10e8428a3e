import { Table, Text } from '@mantine/core';
import type { Purchase } from '../api/types.ts';
import { formatMoney, formatNumber, formatRecent } from '../components/format.ts';
import { TextLink } from '../components/links.tsx';
import { Status } from '../components/status.tsx';
import { NameOfCustomer } from '../customers/name-of-customer.tsx';
import { NameOfProduct } from '../products/name-of-product.tsx';
import { CancelButton } from './cancel-button.tsx';
import { rejectionText } from './rejection-text.ts';
import { useFollowed } from './use-followed.ts';

/** The columns of the purchases' list. */
export function PurchaseHead() {
  return (
    <Table.Tr>
      <Table.Th visibleFrom="sm">Time</Table.Th>
      <Table.Th>Customer and product</Table.Th>
      <Table.Th className="number" visibleFrom="sm">
        Quantity
      </Table.Th>
      <Table.Th className="number" visibleFrom="sm">
        Total
      </Table.Th>
      <Table.Th w={{ base: '38%', sm: '22%' }}>Status</Table.Th>
      <Table.Th visibleFrom="sm" aria-label="Actions" w={90} />
    </Table.Tr>
  );
}

/** A purchase: who bought what, and how it stands. */
export function PurchaseListRow({ listed }: { readonly listed: Purchase }) {
  const purchase = useFollowed(listed);
  const { purchaseId, customerId, productId, quantity, total, status, createdAt } = purchase;
  return (
    <Table.Tr>
      <Table.Td visibleFrom="sm">
        <TextLink to="/purchases/$purchaseId" params={{ purchaseId }} size="sm" className="time">
          {formatRecent(createdAt)}
        </TextLink>
      </Table.Td>
      <Table.Td className="stacked">
        <NameOfCustomer customerId={customerId} />
        <br />
        <NameOfProduct productId={productId} />
        <Text size="xs" hiddenFrom="sm">
          <TextLink to="/purchases/$purchaseId" params={{ purchaseId }} size="xs">
            {formatRecent(createdAt)}
          </TextLink>
        </Text>
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {formatNumber(quantity)} × {formatMoney(purchase.unitPrice)} = {formatMoney(total)}
        </Text>
      </Table.Td>
      <Table.Td className="number" visibleFrom="sm">
        {formatNumber(quantity)}
      </Table.Td>
      <Table.Td className="number" visibleFrom="sm">
        {formatMoney(total)}
      </Table.Td>
      <Table.Td>
        <Status status={status} />
        {status === 'rejected' && (
          <Text size="xs" c="dimmed">
            {rejectionText(purchase)}
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm" className="number">
        {status === 'completed' && <CancelButton purchase={purchase} isInRow />}
      </Table.Td>
    </Table.Tr>
  );
}
