import type { NewProduct } from '../../api/types.ts';
import { labelsOf, type TextField, type TextFieldsOf, type Texts } from '../../forms/text-fields.ts';

interface ProductField extends TextField {
  /** Whether the text can have several lines. Default: no. */
  readonly isLong?: boolean;
}

/** The text fields of a product in form order, for the form, the product's page and conflicts. */
export const productFields: TextFieldsOf<Omit<NewProduct, 'price' | 'stock' | 'lowStockAt'>, ProductField> = {
  name: { label: 'Name', isRequired: true },
  category: { label: 'Category', isRequired: false },
  sku: { label: 'SKU', isRequired: false },
  description: { label: 'Description', isRequired: false, isLong: true },
};

/** The labels of the fields that can be edited, by path in the form. */
export const productLabels = {
  ...labelsOf(productFields),
  'price.amount': 'Price',
  'price.currency': 'Currency',
  lowStockAt: 'Low stock at',
};

/** The values of the form for a product; the amount is in major units. */
export type TypedProduct = Texts<keyof typeof productFields> & {
  readonly price: { readonly amount: string; readonly currency: string };
  readonly stock: string;
  /** Empty for the threshold that all products have. */
  readonly lowStockAt: string;
};
