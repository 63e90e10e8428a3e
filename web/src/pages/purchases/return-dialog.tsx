import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { newReturnSchema } from '../../../../contracts/purchases/shapes.ts';
import { keptUnitsOf } from '../../../../shared/values/kept-units.ts';
import { times } from '../../../../shared/values/money.ts';
import { returnUnits } from '../../api/purchases.ts';
import { settlePurchase } from '../../api/settle.ts';
import type { Purchase } from '../../api/types.ts';
import { counted, formatMoney, formatNumber } from '../../components/format.ts';
import { showSaved } from '../../components/notices.tsx';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { useApiForm } from '../../forms/use-api-form.ts';
import { NumberField } from '../../numbers/number-field.tsx';
import { refusalAt, unitsOf, WHOLE } from '../../numbers/typed-number.ts';

interface ReturnDialogProps {
  /** A completed purchase. */
  readonly purchase: Purchase;
  readonly onClose: () => void;
}

/** Takes units of a purchase back. */
export function ReturnDialog({ purchase, onClose }: ReturnDialogProps) {
  const cache = useQueryClient();
  const kept = keptUnitsOf(purchase);
  const { fields, sending, failure, submit } = useApiForm({
    initialValues: { quantity: '' },
    schema: newReturnSchema,
    bodyOf: ({ quantity }) => ({ quantity: unitsOf(quantity, WHOLE) }),
    refusalsOf: ({ quantity }) => refusalAt('quantity', quantity, WHOLE),
    fieldOf: { 'return-exceeds-purchase': 'quantity' },
    send: ({ quantity }, key) => returnUnits(purchase, quantity, key),
    onSent: (returned) => {
      cache.setQueryData(['purchases', 'one', returned.purchaseId], returned);
      settlePurchase(cache, returned);
      showSaved('The units were returned. Stock and lists will be updated in a moment.');
      onClose();
    },
  });
  const quantity = unitsOf(fields.values.quantity, WHOLE) ?? Number.NaN;
  const left = kept - quantity;
  return (
    <FormDialog
      title="Return units"
      submitLabel="Return"
      isUnsaved={fields.isDirty}
      isSending={sending.isPending}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <NumberField
        label="Units that come back"
        required
        stepsFrom={1}
        {...WHOLE}
        data-autofocus
        {...fields.getInputProps('quantity')}
      />
      <Text size="sm" c={left < 0 ? 'var(--mantine-color-error)' : 'dimmed'} aria-live="polite">
        {Number.isNaN(left) || quantity < 1 || left < 0
          ? `The customer has ${counted(kept, 'unit')}.`
          : `${formatMoney(times(purchase.unitPrice, quantity))} to give back. ${afterwards(left)}`}
      </Text>
    </FormDialog>
  );
}

const afterwards = (left: number): string =>
  left === 0 ? 'None is kept, so this cancels the purchase.' : `${formatNumber(left)} will be kept.`;
