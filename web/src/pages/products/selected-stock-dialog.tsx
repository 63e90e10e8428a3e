import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { stockAdjustmentSchema } from '../../../../contracts/catalog/shapes.ts';
import { adjustStock } from '../../api/products.ts';
import { settleEntities } from '../../api/settle.ts';
import type { Product, StockAdjustment } from '../../api/types.ts';
import { counted } from '../../components/format.ts';
import { showSaved } from '../../components/notices.tsx';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { useApiForm } from '../../forms/use-api-form.ts';
import { refusalAt, unitsOf, WHOLE } from '../../numbers/typed-number.ts';
import { FailedItems } from '../../selection/failed-items.tsx';
import { useBulk } from '../../selection/use-bulk.ts';
import { AdjustmentFields } from './adjustment-fields.tsx';

interface Adjustment {
  readonly product: Product;
  readonly body: StockAdjustment;
  /** The idempotency key. */
  readonly key: string;
}

interface SelectedStockDialogProps {
  readonly products: readonly Product[];
  /** Called with those whose stock was adjusted, which may be some of them. */
  readonly onAdjusted: (products: readonly Product[]) => void;
  readonly onClose: () => void;
}

/** Adds units to the stock of each product, or removes some. Those that are refused are listed, and can be tried again. */
export function SelectedStockDialog({ products, onAdjusted, onClose }: SelectedStockDialogProps) {
  const cache = useQueryClient();
  const [left, setLeft] = useState(products);
  const keyFor = useKeys();
  const adjusting = useBulk('Adjusting', ({ product, body, key }: Adjustment) =>
    adjustStock(product, body, key),
  );
  const { fields, sending, submit } = useApiForm({
    initialValues: { delta: '', reason: '' },
    schema: stockAdjustmentSchema,
    bodyOf: ({ delta, reason }) => ({
      delta: unitsOf(delta, WHOLE),
      reason: reason.trim() === '' ? undefined : reason,
    }),
    refusalsOf: ({ delta }) => refusalAt('delta', delta, WHOLE),
    send: ({ delta, reason }, key) => {
      const body = { delta, ...(reason === undefined ? {} : { reason }) };
      return adjusting.run(
        left.map((product) => ({ product, body, key: keyFor(`${key} ${product.productId}`) })),
      );
    },
    onSent: ({ done, failed }) => {
      for (const { answer } of done) cache.setQueryData(['products', 'one', answer.productId], answer);
      settleEntities(cache, 'products');
      onAdjusted(done.map(({ answer }) => answer));
      setLeft(failed.map(({ item }) => item.product));
      if (failed.length > 0) return;
      showSaved(`The stock of ${counted(done.length, 'product')} was adjusted.`);
      onClose();
    },
  });
  const delta = unitsOf(fields.values.delta, WHOLE) ?? 0;
  // Later the API has said so.
  const isFirst = adjusting.failed.length === 0;
  const tooFew = isFirst ? left.filter(({ stock }) => stock + delta < 0).length : 0;
  return (
    <FormDialog
      title={`Adjust stock of ${counted(products.length, 'product')}`}
      submitLabel={
        left.length === products.length
          ? 'Adjust'
          : `Adjust the other ${left.length === 1 ? 'one' : left.length}`
      }
      isUnsaved={fields.isDirty}
      isSending={sending.isPending}
      failure={undefined}
      onSubmit={submit}
      onClose={onClose}
    >
      <AdjustmentFields label="Units to add to each" fields={fields} />
      <Text size="sm" c={tooFew > 0 ? 'var(--mantine-color-error)' : 'dimmed'} role="status">
        {adjusting.progress ??
          (tooFew > 0
            ? `${counted(tooFew, 'product')} ${tooFew === 1 ? 'has' : 'have'} too few, and will not change.`
            : '')}
      </Text>
      {adjusting.failed.length > 0 && (
        <FailedItems
          title={`${counted(left.length, 'product')} not adjusted`}
          failed={adjusting.failed}
          idOf={({ product }) => product.productId}
          nameOf={({ product }) => product.name}
        />
      )}
    </FormDialog>
  );
}

/** A key for each text, the same for every attempt: nothing is adjusted twice if an answer was lost. */
function useKeys(): (text: string) => string {
  const keys = useRef(new Map<string, string>());
  return (text) => {
    const known = keys.current.get(text) ?? crypto.randomUUID();
    keys.current.set(text, known);
    return known;
  };
}
