import { useQueryClient } from '@tanstack/react-query';
import { newProductSchema, productPatchSchema } from '../../../../contracts/catalog/shapes.ts';
import { addProduct, modifyProduct } from '../../api/products.ts';
import { settleEntities } from '../../api/settle.ts';
import type { Product } from '../../api/types.ts';
import { showSaved } from '../../components/notices.ts';
import { useApiForm } from '../../forms/use-api-form.ts';
import { useEditForm } from '../../forms/use-edit-form.ts';
import { priceRules } from '../../numbers/price-rules.ts';
import { refusalAt, unitsOf, WHOLE, writtenNumber } from '../../numbers/typed-number.ts';
import { ProductForm, productLabels, type TypedProduct } from './product-form.tsx';

interface AddProps {
  readonly onClose: () => void;
  readonly onSaved: (product: Product) => void;
}

interface EditProps {
  readonly product: Product;
  readonly onClose: () => void;
  /** Reads the product again, after somebody else changed it. */
  readonly onReload: () => Promise<Product | null | undefined>;
}

const typed = (product?: Product): TypedProduct => ({
  name: product?.name ?? '',
  description: product?.description ?? '',
  category: product?.category ?? '',
  sku: product?.sku ?? '',
  price: {
    amount:
      product === undefined
        ? ''
        : writtenNumber(product.price.amount, priceRules(product.price.currency).decimals),
    currency: product?.price.currency ?? 'EUR',
  },
  stock: '',
});

/** An empty field is a missing one. */
const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text);

const priceOf = ({ amount, currency }: TypedProduct['price']) => ({
  amount: unitsOf(amount, priceRules(currency)),
  currency: currency.trim().toUpperCase(),
});

const priceRefusal = ({ price }: TypedProduct) =>
  refusalAt('price.amount', price.amount, priceRules(price.currency));

/** Adds a product. */
export function AddProductDialog({ onClose, onSaved }: AddProps) {
  const cache = useQueryClient();
  const form = useApiForm({
    initialValues: typed(),
    schema: newProductSchema,
    bodyOf: ({ name, description, category, sku, price, stock }) => ({
      name: given(name),
      description: given(description),
      category: given(category),
      sku: given(sku),
      price: priceOf(price),
      stock: unitsOf(stock, WHOLE),
    }),
    refusalsOf: (values) => ({ ...priceRefusal(values), ...refusalAt('stock', values.stock, WHOLE) }),
    send: addProduct,
    onSent: (product) => {
      cache.setQueryData(['products', 'one', product.productId], product);
      settleEntities(cache, 'products');
      showSaved(`${product.name} was added.`);
      onSaved(product);
      onClose();
    },
  });
  return <ProductForm title="Add product" submitLabel="Add" form={form} onClose={onClose} hasStock />;
}

/** Edits a product; shows both edits rather than overwriting when somebody else was faster. */
export function EditProductDialog({ product, onClose, onReload }: EditProps) {
  const cache = useQueryClient();
  const { form, conflict } = useEditForm({
    entity: product,
    typed,
    labels: productLabels,
    onReload,
    schema: productPatchSchema,
    bodyOf: ({ name, description, category, sku, price }) => ({
      name,
      description: given(description) ?? null,
      category: given(category) ?? null,
      sku: given(sku) ?? null,
      price: priceOf(price),
    }),
    refusalsOf: priceRefusal,
    send: modifyProduct,
    onSent: (modified) => {
      cache.setQueryData(['products', 'one', modified.productId], modified);
      settleEntities(cache, 'products');
      showSaved(`${modified.name} was saved.`);
      onClose();
    },
  });
  return (
    <ProductForm title="Edit product" submitLabel="Save" form={form} onClose={onClose} conflict={conflict} />
  );
}
