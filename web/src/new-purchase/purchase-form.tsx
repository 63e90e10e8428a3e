import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { newPurchaseSchema } from '../../../contracts/purchases/shapes.ts';
import { times } from '../../../shared/values/money.ts';
import { productById } from '../api/products.ts';
import type { Product, Purchase } from '../api/types.ts';
import { BusyButton } from '../components/busy-button.tsx';
import { formatMoney, formatNumber } from '../components/format.ts';
import { Failure } from '../components/states.tsx';
import { focusFirst } from '../forms/focus-first.ts';
import { Form } from '../forms/form.tsx';
import { useApiForm } from '../forms/use-api-form.ts';
import { NumberField } from '../numbers/number-field.tsx';
import { refusalAt, unitsOf, WHOLE, writtenNumber } from '../numbers/typed-number.ts';
import { CustomerPicker } from '../pickers/customer-picker.tsx';
import { ProductPicker } from '../pickers/product-picker.tsx';
import type { PurchaseStart } from './purchase-start.ts';
import { requestWhenKnown } from './request-when-known.ts';

interface PurchaseFormProps {
  readonly start: PurchaseStart;
  readonly onRequested: (purchase: Purchase) => void;
  readonly onClose: () => void;
}

/** The form for a purchase: customer, product and quantity. */
export function PurchaseForm({ start, onRequested, onClose }: PurchaseFormProps) {
  const cache = useQueryClient();
  const { fields, sending, failure, submit } = useApiForm({
    initialValues: {
      customerId: start.customerId,
      productId: start.productId,
      quantity: writtenNumber(start.quantity ?? 1, 0),
    },
    schema: newPurchaseSchema,
    bodyOf: ({ quantity, ...ids }) => ({ ...ids, quantity: unitsOf(quantity, WHOLE) }),
    refusalsOf: ({ quantity }) => refusalAt('quantity', quantity, WHOLE),
    send: requestWhenKnown,
    onSent: (purchase) => {
      void cache.invalidateQueries({ queryKey: ['purchases'] });
      onRequested(purchase);
    },
  });
  const { customerId, productId, quantity } = fields.values;
  const { data: product } = useQuery({ ...productById(productId ?? ''), enabled: productId !== undefined });
  const errorOf = (name: string) => fields.errors[name]?.toString();
  return (
    <Form isUnsaved={fields.isDirty} onSubmit={submit} ref={focusFirst}>
      <Stack gap="sm">
        <CustomerPicker
          label="Customer"
          isRequired
          value={customerId}
          error={errorOf('customerId')}
          isAutoFocused={start.customerId === undefined}
          onChange={(id) => fields.setFieldValue('customerId', id)}
        />
        <ProductPicker
          label="Product"
          isRequired
          value={productId}
          error={errorOf('productId')}
          isAutoFocused={start.customerId !== undefined && start.productId === undefined}
          onChange={(id) => fields.setFieldValue('productId', id)}
        />
        <NumberField
          label="Quantity"
          required
          stepsFrom={1}
          {...WHOLE}
          {...fields.getInputProps('quantity')}
          {...(start.customerId !== undefined && start.productId !== undefined
            ? { 'data-autofocus': true }
            : {})}
        />
        {product && <Price product={product} quantity={unitsOf(quantity, WHOLE)} />}
        {failure !== undefined && <Failure error={failure} />}
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <BusyButton type="submit" isBusy={sending.isPending}>
            Buy
          </BusyButton>
        </Group>
      </Stack>
    </Form>
  );
}

interface PriceProps {
  readonly product: Product;
  /** `NaN` or `undefined` if the field has no number. */
  readonly quantity: number | undefined;
}

/** The price, and whether there seems to be enough stock; Catalog decides in the end. */
function Price({ product, quantity = Number.NaN }: PriceProps) {
  const isShort = quantity > product.stock;
  return (
    <Group justify="space-between" className="sum" aria-live="polite">
      <Text size="sm" c={isShort ? 'var(--mantine-color-error)' : 'dimmed'}>
        {formatMoney(product.price)} each, {formatNumber(product.stock)} in stock
      </Text>
      <Text fw={600}>{quantity > 0 ? formatMoney(times(product.price, quantity)) : '–'}</Text>
    </Group>
  );
}
