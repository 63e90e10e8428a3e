import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { productQuerySchema } from '../../../functions/catalog/domain/product-search.ts';
import { itemsOf } from '../api/list.ts';
import { type ProductFilters, productSearch } from '../api/products.ts';
import { EndlessTable } from '../components/endless-table.tsx';
import { BoxIcon, PlusIcon } from '../components/icons.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { Panel } from '../components/panel.tsx';
import { Empty } from '../components/states.tsx';
import { Updating } from '../components/updating.tsx';
import { fittingFilters } from '../search/fitting-filters.ts';
import { AddProductDialog } from './product-dialog.tsx';
import { ProductFilterFields } from './product-filter-fields.tsx';
import { ProductHead, ProductListRow } from './product-list-row.tsx';
import { useCurrencyInSight } from './use-currency-in-sight.ts';

const route = getRouteApi('/products');

/** Finds products, with who bought them. */
export function ProductsPage() {
  const filters = fittingFilters<ProductFilters>(productQuerySchema, route.useSearch());
  const navigate = useNavigate({ from: '/products' });
  const [isAdding, adding] = useDisclosure();
  const query = useInfiniteQuery(productSearch(filters));
  const inSight = itemsOf(query.data);
  const isPriced = filters.minPrice !== undefined || filters.maxPrice !== undefined;
  const currency = useCurrencyInSight(inSight, isPriced);
  const isFiltered = Object.keys(filters).length > 0;
  const addButton = (
    <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={adding.open}>
      Add product
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Products"
        detail={
          <>
            And the customers who bought each <Updating of={['products', 'search']} />
          </>
        }
        actions={addButton}
      />
      <Panel>
        <ProductFilterFields
          filters={filters}
          categories={categoriesOf(inSight)}
          currency={currency}
          // Typing makes one entry of the history, not one a letter.
          onChange={(changed) =>
            void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
          }
        />
        <EndlessTable
          label="Products"
          noun="product"
          query={query}
          head={<ProductHead />}
          row={(product) => <ProductListRow key={product.productId} product={product} />}
          empty={
            isFiltered ? (
              <Empty
                icon={<BoxIcon size={22} />}
                title="No product fits"
                action={
                  <Button variant="default" onClick={() => void navigate({ search: {} })}>
                    Clear the search
                  </Button>
                }
              >
                Each word has to start a word of the name; a category has to be given whole.
              </Empty>
            ) : (
              <Empty icon={<BoxIcon size={22} />} title="No products yet" action={addButton}>
                Add the first one, or load a file of sales with npm run import.
              </Empty>
            )
          }
        />
      </Panel>
      {isAdding && (
        <AddProductDialog
          onClose={adding.close}
          onSaved={({ productId }) => void navigate({ to: '/products/$productId', params: { productId } })}
        />
      )}
    </>
  );
}

/** Those in sight, as suggestions. */
const categoriesOf = (products: readonly { readonly category?: string }[]): readonly string[] =>
  [...new Set(products.flatMap(({ category }) => category ?? []))].toSorted((a, b) => a.localeCompare(b));
