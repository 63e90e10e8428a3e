import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { newProductSchema, productPatchSchema } from '../../../../contracts/catalog/shapes.ts';
import { productHabits } from '../../api/product-habits.ts';
import { addProduct, modifyProduct } from '../../api/products.ts';
import { settleEntities } from '../../api/settle.ts';
import type { Product } from '../../api/types.ts';
import { showSaved } from '../../components/notices.tsx';
import { addedTexts, patchedTexts, textsOf } from '../../forms/text-fields.ts';
import { type ApiForm, useApiForm } from '../../forms/use-api-form.ts';
import { useEditForm } from '../../forms/use-edit-form.ts';
import { priceRules } from '../../numbers/price-rules.ts';
import { refusalAt, unitsOf, WHOLE, writtenNumber } from '../../numbers/typed-number.ts';
import { productFields, productLabels, type TypedProduct } from './product-fields.ts';
import { ProductForm } from './product-form.tsx';

interface AddProps {
  readonly onClose: () => void;
  readonly onSaved: (product: Product) => void;
}

interface EditProps {
  readonly product: Product;
  readonly onClose: () => void;
  /** Reads the product again after someone else changed it. */
  readonly onReload: () => Promise<Product | null | undefined>;
}

const typed = (product?: Product): TypedProduct => ({
  ...textsOf(productFields, product),
  price: {
    amount:
      product === undefined
        ? ''
        : writtenNumber(product.price.amount, priceRules(product.price.currency).decimals),
    currency: product?.price.currency ?? 'EUR',
  },
  stock: '',
  lowStockAt: product?.lowStockAt === undefined ? '' : writtenNumber(product.lowStockAt, 0),
});

const priceOf = ({ amount, currency }: TypedProduct['price']) => ({
  amount: unitsOf(amount, priceRules(currency)),
  currency: currency.trim().toUpperCase(),
});

const refusalsOf = ({ price, lowStockAt }: TypedProduct) => ({
  ...refusalAt('price.amount', price.amount, priceRules(price.currency)),
  ...refusalAt('lowStockAt', lowStockAt, WHOLE),
});

/** Adds a product. */
export function AddProductDialog({ onClose, onSaved }: AddProps) {
  const cache = useQueryClient();
  const form = useApiForm({
    initialValues: typed(),
    schema: newProductSchema,
    bodyOf: (values) => ({
      ...addedTexts(productFields, values),
      price: priceOf(values.price),
      stock: unitsOf(values.stock, WHOLE),
      lowStockAt: unitsOf(values.lowStockAt, WHOLE),
    }),
    refusalsOf: (values) => ({ ...refusalsOf(values), ...refusalAt('stock', values.stock, WHOLE) }),
    send: addProduct,
    onSent: (product) => {
      cache.setQueryData(['products', 'one', product.productId], product);
      settleEntities(cache, 'products');
      showSaved(`${product.name} was added.`);
      onSaved(product);
      onClose();
    },
  });
  useUsualCurrency(form.fields);
  return <ProductForm title="Add product" submitLabel="Add" form={form} onClose={onClose} hasStock />;
}

/** Starts a form with the currency of most products, unless another one is typed. */
function useUsualCurrency(fields: ApiForm<TypedProduct, Product>['fields']): void {
  const { data } = useQuery(productHabits());
  const currency = data?.currencies[0];
  const isTyped = fields.isDirty('price.currency');
  const take = useEffectEvent((usual: string) => {
    if (isTyped) return;
    const initial = fields.getInitialValues();
    fields.setInitialValues({ ...initial, price: { ...initial.price, currency: usual } });
    fields.setFieldValue('price.currency', usual);
  });
  useEffect(() => {
    if (currency !== undefined) take(currency);
  }, [currency]);
}

/** Edits a product. If someone else was faster, shows both edits. */
export function EditProductDialog({ product, onClose, onReload }: EditProps) {
  const cache = useQueryClient();
  const { form, conflict } = useEditForm({
    entity: product,
    typed,
    labels: productLabels,
    onReload,
    schema: productPatchSchema,
    bodyOf: (values) => ({
      ...patchedTexts(productFields, values),
      price: priceOf(values.price),
      lowStockAt: unitsOf(values.lowStockAt, WHOLE) ?? null,
    }),
    refusalsOf,
    send: modifyProduct,
    onSent: (modified) => {
      cache.setQueryData(['products', 'one', modified.productId], modified);
      settleEntities(cache, 'products');
      showSaved(`${modified.name} was saved.`);
      onClose();
    },
  });
  return (
    <ProductForm
      title="Edit product"
      submitLabel="Save"
      form={form}
      productId={product.productId}
      onClose={onClose}
      conflict={conflict}
    />
  );
}
