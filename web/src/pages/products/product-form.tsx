import { Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LOW_STOCK } from '../../../../contracts/catalog/shapes.ts';
import { productHabits } from '../../api/product-habits.ts';
import { productsWithSku } from '../../api/product-suggestions.ts';
import type { Product } from '../../api/types.ts';
import { existingHint } from '../../forms/existing-hint.tsx';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { SuggestedText } from '../../forms/suggested-text.tsx';
import { entriesOf } from '../../forms/text-fields.ts';
import type { ApiForm } from '../../forms/use-api-form.ts';
import type { EditConflict } from '../../forms/use-edit-form.ts';
import { useExisting } from '../../forms/use-existing.ts';
import { TextLink } from '../../links/links.tsx';
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
  /** The product that is edited; default: a new one. */
  readonly productId?: string;
  readonly onClose: () => void;
  readonly conflict?: EditConflict | undefined;
}

/** The form for a product, in a dialog. */
export function ProductForm({ form, hasStock = false, productId, ...dialog }: ProductFormProps) {
  const { fields, sending, failure, submit } = form;
  const other = useExisting(fields.values.sku, productsWithSku, (each) => each.productId === productId);
  const { data: habits } = useQuery(productHabits());
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
        {shortFields.map(([name, { label, isRequired }]) => {
          const input = { label, required: isRequired, ...fields.getInputProps(name) };
          return name === 'category' ? (
            <SuggestedText key={name} {...input} suggestions={habits?.categories ?? []} />
          ) : (
            <TextInput
              key={name}
              autoComplete="off"
              {...(name === 'sku' &&
                existingHint(
                  other !== undefined && (
                    <TextLink
                      to="/products/$productId"
                      params={{ productId: other.productId }}
                      target="_blank"
                      size="xs"
                    >
                      {other.name} has this SKU
                    </TextLink>
                  ),
                ))}
              {...input}
            />
          );
        })}
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
      </div>
      <div className="fields">
        {hasStock && <NumberField label="Stock" required {...WHOLE} {...fields.getInputProps('stock')} />}
        <NumberField
          label={productLabels.lowStockAt}
          description={`or fewer; ${LOW_STOCK} if left empty`}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          {...WHOLE}
          {...fields.getInputProps('lowStockAt')}
        />
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
