import { Textarea, TextInput } from '@mantine/core';
import type { Product } from '../../api/types.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import type { ApiForm } from '../../forms/use-api-form.ts';
import type { EditConflict } from '../../forms/use-edit-form.ts';
import { NumberField } from '../../numbers/number-field.tsx';
import { priceRules } from '../../numbers/price-rules.ts';
import { WHOLE } from '../../numbers/typed-number.ts';
import { productLabels, type TypedProduct } from './product-fields.ts';

interface ProductFormProps {
  readonly title: string;
  readonly submitLabel: string;
  readonly form: ApiForm<TypedProduct, Product>;
  /** Whether to ask for the initial stock. Later, stock is only adjusted. */
  readonly hasStock?: boolean;
  readonly onClose: () => void;
  readonly conflict?: EditConflict | undefined;
}

/** The form for a product, in a dialog. */
export function ProductForm({ form, hasStock = false, ...dialog }: ProductFormProps) {
  const { fields, sending, failure, submit } = form;
  return (
    <FormDialog
      {...dialog}
      isUnsaved={fields.isDirty}
      isSending={sending.isPending}
      failure={failure}
      onSubmit={submit}
    >
      <TextInput
        label={productLabels.name}
        required
        data-autofocus
        autoComplete="off"
        {...fields.getInputProps('name')}
      />
      <div className="fields">
        <TextInput label={productLabels.category} autoComplete="off" {...fields.getInputProps('category')} />
        <TextInput label={productLabels.sku} autoComplete="off" {...fields.getInputProps('sku')} />
      </div>
      <div className="fields">
        <NumberField
          label={productLabels['price.amount']}
          required
          {...priceRules(fields.values.price.currency)}
          {...fields.getInputProps('price.amount')}
        />
        <TextInput
          label={productLabels['price.currency']}
          required
          maxLength={3}
          styles={{ input: { textTransform: 'uppercase' } }}
          autoComplete="off"
          {...fields.getInputProps('price.currency')}
        />
        {hasStock && <NumberField label="Stock" required {...WHOLE} {...fields.getInputProps('stock')} />}
      </div>
      <Textarea
        label={productLabels.description}
        autosize
        minRows={2}
        maxRows={8}
        {...fields.getInputProps('description')}
      />
    </FormDialog>
  );
}
