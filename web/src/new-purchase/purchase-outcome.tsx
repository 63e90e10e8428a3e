import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { purchaseById } from '../api/purchases.ts';
import type { Purchase } from '../api/types.ts';
import { counted, formatMoney } from '../components/format.ts';
import { focusFirst } from '../forms/focus-first.ts';
import { TextLink } from '../links/links.tsx';
import { rejectionText } from '../purchase-status/rejection-text.ts';
import { useSettling } from '../purchase-status/use-settling.ts';
import type { PurchaseStart } from './purchase-start.ts';

interface PurchaseOutcomeProps {
  readonly requested: Purchase;
  readonly onAnother: (start: PurchaseStart) => void;
  readonly onClose: () => void;
}

/** Shows a purchase while it is pending, and its outcome. */
export function PurchaseOutcome({ requested, onAnother, onClose }: PurchaseOutcomeProps) {
  const { data: purchase = requested } = useQuery({
    ...purchaseById(requested.purchaseId),
    initialData: requested,
  });
  const { status } = purchase;
  useSettling(purchase);
  return (
    <Stack gap="md" ref={focusFirst}>
      <div role="status">
        <OutcomeMessage purchase={purchase} />
      </div>
      <Group justify="flex-end" gap="xs">
        <TextLink
          to="/purchases/$purchaseId"
          params={{ purchaseId: purchase.purchaseId }}
          size="sm"
          mr="auto"
          onClick={onClose}
        >
          View purchase
        </TextLink>
        {status === 'rejected' ? (
          <Button variant="default" onClick={() => onAnother(requested)}>
            Edit and try again
          </Button>
        ) : (
          <Button variant="default" onClick={() => onAnother({ customerId: requested.customerId })}>
            Another purchase
          </Button>
        )}
        <Button onClick={onClose} data-autofocus>
          Done
        </Button>
      </Group>
    </Stack>
  );
}

function OutcomeMessage({ purchase }: { readonly purchase: Purchase }) {
  switch (purchase.status) {
    case 'pending':
      return (
        <Group gap="sm" wrap="nowrap">
          <Loader size="sm" />
          <div>
            <Text fw={600}>Pending</Text>
            <Text size="sm" c="dimmed">
              The stock is being reserved. This takes a moment. You can close this window: the purchase
              continues.
            </Text>
          </div>
        </Group>
      );
    case 'rejected':
      return (
        <Alert color="red" variant="outline" title="Rejected">
          {rejectionText(purchase)}
        </Alert>
      );
    case 'completed':
      return (
        <Alert color="teal" variant="outline" title="Completed">
          {counted(purchase.quantity, 'unit')} for {formatMoney(purchase.total)}. The stock has been reserved.
        </Alert>
      );
    case 'cancelled':
      return (
        <Alert color="gray" variant="outline" title="Cancelled">
          Someone has cancelled it.
        </Alert>
      );
  }
}
