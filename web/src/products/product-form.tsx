import { Group, Textarea, TextInput } from '@mantine/core';
import type { Product } from '../api/types.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import type { ApiForm } from '../forms/use-api-form.ts';
import { NumberField } from '../numbers/number-field.tsx';
import { priceRules } from '../numbers/price-rules.ts';
import { WHOLE } from '../numbers/typed-number.ts';

/** A product as its fields hold it; the amount in major units. */
export interface TypedProduct extends Record<string, unknown> {
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly sku: string;
  readonly price: { readonly amount: string; readonly currency: string };
  readonly stock: string;
}

interface ProductFormProps {
  readonly title: string;
  readonly submitLabel: string;
  readonly form: ApiForm<TypedProduct, Product>;
  /** Stock is given at first, and adjusted after that. */
  readonly hasStock?: boolean;
  readonly onClose: () => void;
  readonly onReload?: () => void;
}

/** The fields of a product, in a dialog. */
export function ProductForm({ form, hasStock = false, ...dialog }: ProductFormProps) {
  const { fields, sending, failure, submit } = form;
  return (
    <FormDialog {...dialog} isSending={sending.isPending} failure={failure} onSubmit={submit}>
      <TextInput label="Name" required data-autofocus autoComplete="off" {...fields.getInputProps('name')} />
      <Group grow gap="sm" align="flex-start">
        <TextInput label="Category" autoComplete="off" {...fields.getInputProps('category')} />
        <TextInput label="SKU" autoComplete="off" {...fields.getInputProps('sku')} />
      </Group>
      <Group grow gap="sm" align="flex-start">
        <NumberField
          label="Price"
          required
          {...priceRules(fields.values.price.currency)}
          {...fields.getInputProps('price.amount')}
        />
        <TextInput
          label="Currency"
          required
          maxLength={3}
          styles={{ input: { textTransform: 'uppercase' } }}
          autoComplete="off"
          {...fields.getInputProps('price.currency')}
        />
        {hasStock && <NumberField label="Stock" required {...WHOLE} {...fields.getInputProps('stock')} />}
      </Group>
      <Textarea
        label="Description"
        autosize
        minRows={2}
        maxRows={8}
        {...fields.getInputProps('description')}
      />
    </FormDialog>
  );
}
