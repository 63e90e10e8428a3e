import { Textarea, TextInput } from '@mantine/core';
import type { Product } from '../../api/types.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { entriesOf } from '../../forms/text-fields.ts';
import type { ApiForm } from '../../forms/use-api-form.ts';
import type { EditConflict } from '../../forms/use-edit-form.ts';
import { NumberField } from '../../numbers/number-field.tsx';
import { priceRules } from '../../numbers/price-rules.ts';
import { WHOLE } from '../../numbers/typed-number.ts';
import { productFields, productLabels, type TypedProduct } from './product-fields.ts';

const { name: nameField, ...otherFields } = productFields;
const shortFields = entriesOf(otherFields).filter(([, { isLong }]) => !isLong);
const longFields = entriesOf(otherFields).filter(([, { isLong }]) => isLong);

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
        label={nameField.label}
        required
        data-autofocus
        autoComplete="off"
        {...fields.getInputProps('name')}
      />
      <div className="fields">
        {shortFields.map(([name, { label, isRequired }]) => (
          <TextInput
            key={name}
            label={label}
            required={isRequired}
            autoComplete="off"
            {...fields.getInputProps(name)}
          />
        ))}
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
      {longFields.map(([name, { label, isRequired }]) => (
        <Textarea
          key={name}
          label={label}
          required={isRequired}
          autosize
          minRows={2}
          maxRows={8}
          {...fields.getInputProps(name)}
        />
      ))}
    </FormDialog>
  );
}
