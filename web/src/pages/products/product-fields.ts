import type { NewProduct } from '../../api/types.ts';
import { labelsOf, type TextFieldsOf, type Texts } from '../../forms/text-fields.ts';

/** The text fields of a product. */
export const productFields: TextFieldsOf<Omit<NewProduct, 'price' | 'stock'>> = {
  name: { label: 'Name', isRequired: true },
  category: { label: 'Category', isRequired: false },
  sku: { label: 'SKU', isRequired: false },
  description: { label: 'Description', isRequired: false },
};

/** The labels of the fields that can be edited, by path in the form. */
export const productLabels = {
  ...labelsOf(productFields),
  'price.amount': 'Price',
  'price.currency': 'Currency',
};

/** The values of the form for a product; the amount is in major units. */
export type TypedProduct = Texts<keyof typeof productFields> & {
  readonly price: { readonly amount: string; readonly currency: string };
  readonly stock: string;
};
