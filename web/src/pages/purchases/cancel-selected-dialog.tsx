import { Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { cancelPurchase } from '../../api/purchases.ts';
import { settleCancelled } from '../../api/settle.ts';
import type { Purchase } from '../../api/types.ts';
import { BusyButton } from '../../components/busy-button.tsx';
import { counted } from '../../components/format.ts';
import { showSaved } from '../../components/notices.tsx';
import { Dialog } from '../../forms/dialog.tsx';
import type { Failed } from '../../selection/each-of.ts';
import { FailedItems } from '../../selection/failed-items.tsx';
import { useBulk } from '../../selection/use-bulk.ts';
import { shortNameOf } from './purchase-name.ts';

interface CancelSelectedDialogProps {
  readonly purchases: readonly Purchase[];
  readonly onCancelled: (purchases: readonly Purchase[]) => void;
  readonly onClose: () => void;
}

/** Cancels purchases after confirmation, and says of each that cannot be cancelled why. */
export function CancelSelectedDialog({ purchases, onCancelled, onClose }: CancelSelectedDialogProps) {
  const cache = useQueryClient();
  // Those that were selected when the dialog was opened, each with its key.
  const [all] = useState(() => purchases.map((purchase) => ({ purchase, key: crypto.randomUUID() })));
  const over = all.filter(({ purchase }) => isOver(purchase));
  const [left, setLeft] = useState(all.filter(({ purchase }) => !isOver(purchase)));
  const cancelling = useBulk('Cancelling', ({ purchase, key }: (typeof all)[number]) =>
    cancelPurchase(purchase, key),
  );
  const refused: readonly Failed<(typeof all)[number]>[] = [
    ...over.map((item) => ({ item, error: new Error(overText(item.purchase)) })),
    ...cancelling.failed,
  ];
  const isBusy = cancelling.progress !== undefined;
  const cancel = async (): Promise<void> => {
    const { done, failed } = await cancelling.run(left);
    const cancelled = done.map(({ answer }) => answer);
    settleCancelled(cache, cancelled);
    onCancelled(cancelled);
    setLeft(failed.map(({ item }) => item));
    if (cancelled.length > 0) showSaved(cancelledText(cancelled.length));
    if (failed.length === 0) onClose();
  };
  return (
    <Dialog title={`Cancel ${counted(left.length, 'purchase')}?`} role="alertdialog" onClose={onClose}>
      <Stack gap="sm">
        {left.length > 0 && (
          <Text size="sm">
            The stock will be returned. The purchases will no longer count for their customers and products.
            This cannot be undone.
          </Text>
        )}
        {refused.length > 0 && (
          <FailedItems
            title={`${counted(refused.length, 'purchase')} cannot be cancelled`}
            failed={refused}
            idOf={({ purchase }) => purchase.purchaseId}
            nameOf={({ purchase }) => capitalized(shortNameOf(purchase))}
          />
        )}
        <Group justify="flex-end" gap="xs" mt="xs">
          <Text size="sm" role="status" flex={1}>
            {cancelling.progress}
          </Text>
          <Button variant="default" onClick={onClose} data-autofocus>
            {left.length === 0 ? 'Close' : 'Keep purchases'}
          </Button>
          {left.length > 0 && (
            <BusyButton color="red.8" isBusy={isBusy} onClick={() => void cancel()}>
              {left.length === 1 ? 'Cancel the purchase' : `Cancel ${counted(left.length, 'purchase')}`}
            </BusyButton>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

/** Whether nothing more can become of it. One that is pending may have been completed meanwhile. */
const isOver = ({ status }: Purchase): boolean => status === 'rejected' || status === 'cancelled';

const overText = ({ status }: Purchase): string =>
  status === 'rejected' ? 'It was rejected.' : 'It is cancelled already.';

const cancelledText = (count: number): string =>
  `${counted(count, 'purchase')} ${count === 1 ? 'was' : 'were'} cancelled. Stock and lists will be updated in a moment.`;

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
