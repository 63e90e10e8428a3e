import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { stockAdjustmentSchema } from '../../../../contracts/catalog/shapes.ts';
import { adjustStock } from '../../api/products.ts';
import { settleEntities } from '../../api/settle.ts';
import type { Product } from '../../api/types.ts';
import { formatNumber } from '../../components/format.ts';
import { showSaved } from '../../components/notices.tsx';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { useApiForm } from '../../forms/use-api-form.ts';
import { refusalAt, unitsOf, WHOLE } from '../../numbers/typed-number.ts';
import { AdjustmentFields } from './adjustment-fields.tsx';

interface StockDialogProps {
  readonly product: Product;
  readonly onClose: () => void;
}

/** Adds units to a product's stock, or removes some. */
export function StockDialog({ product, onClose }: StockDialogProps) {
  const cache = useQueryClient();
  const { fields, sending, failure, submit } = useApiForm({
    initialValues: { delta: '', reason: '' },
    schema: stockAdjustmentSchema,
    bodyOf: ({ delta, reason }) => ({
      delta: unitsOf(delta, WHOLE),
      reason: reason.trim() === '' ? undefined : reason,
    }),
    refusalsOf: ({ delta }) => refusalAt('delta', delta, WHOLE),
    fieldOf: { 'insufficient-stock': 'delta', 'stock-limit': 'delta' },
    send: ({ delta, reason }, key) =>
      adjustStock(product, { delta, ...(reason === undefined ? {} : { reason }) }, key),
    onSent: (adjusted) => {
      cache.setQueryData(['products', 'one', adjusted.productId], adjusted);
      settleEntities(cache, 'products');
      showSaved(`There are now ${formatNumber(adjusted.stock)} in stock.`);
      onClose();
    },
  });
  const after = product.stock + (unitsOf(fields.values.delta, WHOLE) ?? Number.NaN);
  return (
    <FormDialog
      title="Adjust stock"
      submitLabel="Adjust"
      isUnsaved={fields.isDirty}
      isSending={sending.isPending}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <AdjustmentFields label="Units to add" stepsFrom={-product.stock} fields={fields} />
      <Text size="sm" c={after < 0 ? 'var(--mantine-color-error)' : 'dimmed'} aria-live="polite">
        {formatNumber(product.stock)} in stock
        {Number.isNaN(after) ? '' : `, ${formatNumber(after)} afterwards`}
      </Text>
    </FormDialog>
  );
}
