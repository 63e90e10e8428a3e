import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { keptUnitsOf } from '../../../../shared/values/kept-units.ts';
import { times } from '../../../../shared/values/money.ts';
import { cancelPurchase } from '../../api/purchases.ts';
import { settlePurchase } from '../../api/settle.ts';
import type { Purchase } from '../../api/types.ts';
import { counted, formatMoney } from '../../components/format.ts';
import { showSaved } from '../../components/notices.tsx';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import { EditorButton } from '../../roles/editor-button.tsx';
import { useMay } from '../../roles/use-may.ts';
import { usePurchaseName } from './purchase-name.ts';

interface CancelButtonProps {
  /** A completed purchase. */
  readonly purchase: Purchase;
  /** Small and unobtrusive, since every row has one. */
  readonly isInRow?: boolean;
}

/** Cancels a completed purchase after confirmation. In a row, only those see it who may. */
export function CancelButton({ purchase, isInRow = false }: CancelButtonProps) {
  const cache = useQueryClient();
  const [isOpen, dialog] = useDisclosure();
  const { text: name, isProductRemoved } = usePurchaseName(purchase);
  const mayCancel = useMay('editor');
  if (isInRow && mayCancel !== true) return null;
  return (
    <>
      <EditorButton
        deed="cancel purchases"
        variant={isInRow ? 'subtle' : 'default'}
        size={isInRow ? 'compact-xs' : 'sm'}
        aria-label={`Cancel purchase of ${name}`}
        onClick={dialog.open}
      >
        {isInRow ? 'Cancel' : 'Cancel purchase'}
      </EditorButton>
      {isOpen && (
        <ConfirmDialog
          title={`Cancel purchase of ${name}?`}
          confirmLabel="Cancel the purchase"
          keepLabel="Keep purchase"
          send={(key) => cancelPurchase(purchase, key)}
          onSent={(cancelled) => {
            cache.setQueryData(['purchases', 'one', cancelled.purchaseId], cancelled);
            settlePurchase(cache, cancelled);
            showSaved('The purchase was cancelled. Stock and lists will be updated in a moment.');
            dialog.close();
          }}
          onClose={dialog.close}
        >
          {counted(keptUnitsOf(purchase), 'unit')} for{' '}
          {formatMoney(times(purchase.unitPrice, keptUnitsOf(purchase)))}.{' '}
          {isProductRemoved
            ? 'The product was removed, so no stock will be returned.'
            : 'The stock will be returned.'}{' '}
          The purchase will no longer count for the customer and the product. This cannot be undone.
        </ConfirmDialog>
      )}
    </>
  );
}
