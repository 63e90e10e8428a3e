import { Group, Table, Text } from '@mantine/core';
import type { Purchase } from '../../api/types.ts';
import { formatMoney, formatNumber } from '../../components/format.ts';
import { ListRow } from '../../components/list-row.tsx';
import { Time } from '../../components/time.tsx';
import { TwoParts } from '../../components/two-parts.tsx';
import { CustomerLinkById } from '../../links/customer-link-by-id.tsx';
import { TextLink } from '../../links/links.tsx';
import { ProductLinkById } from '../../links/product-link-by-id.tsx';
import { rejectionNote } from '../../purchase-status/rejection-text.ts';
import { Status } from '../../purchase-status/status.tsx';
import { useCurrentPurchase } from '../../purchase-status/use-current-purchase.ts';
import { SelectAllHead, SelectCell } from '../../selection/select-cells.tsx';
import type { Selection } from '../../selection/use-selection.ts';
import { CancelButton } from './cancel-button.tsx';
import { shortNameOf } from './purchase-name.ts';

/** The columns of the purchases' list. */
export function PurchaseHead({ selection }: { readonly selection: Selection<unknown> }) {
  return (
    <ListRow>
      <SelectAllHead selection={selection} noun="purchases" />
      <Table.Th className="if-wide">Time</Table.Th>
      <Table.Th className="pair-column">Customer and product</Table.Th>
      <Table.Th className="number if-wide">Quantity</Table.Th>
      <Table.Th className="number if-wide">Total</Table.Th>
      <Table.Th className="status-column">Status</Table.Th>
      <Table.Th className="if-wide" aria-label="Actions" w={90} />
    </ListRow>
  );
}

/** A purchase: who bought what, and its status. */
export function PurchaseListRow({
  listed,
  selection,
}: {
  readonly listed: Purchase;
  readonly selection: Selection<unknown>;
}) {
  const purchase = useCurrentPurchase(listed);
  const { purchaseId, customerId, productId, productName, quantity, total, status, purchasedAt } = purchase;
  return (
    <ListRow>
      <SelectCell selection={selection} id={purchaseId} name={shortNameOf(purchase)} />
      <Table.Td className="if-wide">
        <TextLink to="/purchases/$purchaseId" params={{ purchaseId }} size="sm">
          <Time at={purchasedAt} />
        </TextLink>
      </Table.Td>
      <Table.Td className="stacked">
        <TwoParts>
          <div>
            <CustomerLinkById customerId={customerId} />
          </div>
          <div>
            <ProductLinkById productId={productId} name={productName} />
          </div>
        </TwoParts>
        <Text size="xs" className="if-narrow">
          <TextLink to="/purchases/$purchaseId" params={{ purchaseId }} size="xs" className="row-link">
            <Time at={purchasedAt} />
          </TextLink>
        </Text>
        <Text size="xs" c="dimmed" className="if-narrow">
          {formatNumber(quantity)} × {formatMoney(purchase.unitPrice)} = {formatMoney(total)}
        </Text>
      </Table.Td>
      <Table.Td className="number if-wide">{formatNumber(quantity)}</Table.Td>
      <Table.Td className="number if-wide">{formatMoney(total)}</Table.Td>
      <Table.Td>
        <Group gap="0 8px">
          <Status status={status} />
          {status === 'completed' && purchase.returned > 0 && (
            <Text size="xs" c="dimmed">
              {formatNumber(purchase.returned)} returned
            </Text>
          )}
          {status === 'rejected' && (
            <Text size="xs" c="dimmed">
              {rejectionNote(purchase)}
            </Text>
          )}
        </Group>
      </Table.Td>
      <Table.Td className="number if-wide">
        {status === 'completed' && <CancelButton purchase={purchase} isInRow />}
      </Table.Td>
    </ListRow>
  );
}
