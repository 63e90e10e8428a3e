import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { productQuerySchema } from '../../../../contracts/catalog/queries.ts';
import { itemsOf } from '../../api/list.ts';
import { productSearch } from '../../api/products.ts';
import type { ProductRow } from '../../api/types.ts';
import { EndlessTable } from '../../components/endless-table.tsx';
import { BoxIcon, PlusIcon } from '../../components/icons.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Panel } from '../../components/panel.tsx';
import { Empty } from '../../components/states.tsx';
import { Updating } from '../../components/updating.tsx';
import { filterProblems } from '../../filters/filter-problems.ts';
import { FilteredList } from '../../filters/filtered-list.tsx';
import { ButtonLink, TextLink } from '../../links/links.tsx';
import { useArrival } from '../../links/use-arrival.ts';
import { ExportListButton } from '../../list-export/export-list-button.tsx';
import { EditorButton } from '../../roles/editor-button.tsx';
import { useSelection } from '../../selection/use-selection.ts';
import { withoutSort } from '../../sorting/orders.ts';
import { useSortedList } from '../../sorting/use-sorted-list.ts';
import { AddProductDialog } from './product-dialog.tsx';
import { productExport } from './product-export.ts';
import { ProductFilterFields, productFilterLabels } from './product-filter-fields.tsx';
import { ProductHead, ProductListRow } from './product-list-row.tsx';
import { ProductSelectionBar } from './product-selection-bar.tsx';

const route = getRouteApi('/products');

const idOf = ({ productId }: ProductRow): string => productId;

const details = {
  name: 'With the customers who bought each',
  newest: 'The newest products first',
  lastPurchase: 'What was sold, the latest sale first',
  units: 'What was sold, the most units first',
};

/** Searches products and shows who bought them. */
export function ProductsPage() {
  const given = route.useSearch();
  const navigate = useNavigate({ from: '/products' });
  // Filters do not add history entries, so that Back leaves the list.
  const change = (changed: Partial<typeof given>): void =>
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const { filters, isFiltered, sorting, detail } = useSortedList({
    path: '/products',
    given,
    searched: { byName: (given.name ?? given.sku) !== undefined, byTrade: given.boughtBy !== undefined },
    details,
    onSort: (sort) => change({ sort }),
  });
  const problems = filterProblems(productQuerySchema, filters, productFilterLabels);
  const [isAdding, adding] = useDisclosure();
  useArrival('add', adding.open);
  const list = productSearch(filters);
  const query = useInfiniteQuery({ ...list, enabled: problems === undefined });
  const inSight = itemsOf(query.data, idOf);
  const selection = useSelection(list.queryKey, inSight, idOf);
  const clearButton = (
    <Button variant="default" onClick={() => void navigate({ search: {} })}>
      Clear filters
    </Button>
  );
  const addButton = (
    <EditorButton
      variant="default"
      leftSection={<PlusIcon size={16} />}
      deed="add products"
      onClick={adding.open}
    >
      Add product
    </EditorButton>
  );
  return (
    <>
      <PageHeader
        title="Products"
        detail={
          <>
            {detail} <Updating of={['products', 'search']} />
          </>
        }
        actions={
          <>
            {problems === undefined && (
              <ButtonLink variant="default" to="/products/buyers" search={withoutSort(filters)}>
                Buyers of these products
              </ButtonLink>
            )}
            <ExportListButton list={productExport(filters)} disabled={problems !== undefined} />
            {addButton}
          </>
        }
      />
      <Panel>
        <ProductFilterFields
          filters={filters}
          problems={problems}
          categories={categoriesOf(inSight)}
          currencies={currenciesOf(inSight)}
          sorting={sorting}
          onChange={change}
        />
        <FilteredList problems={problems} labels={productFilterLabels} clear={clearButton}>
          <EndlessTable
            label="Products"
            noun="product"
            idOf={idOf}
            query={query}
            live={list}
            head={<ProductHead sorting={sorting} selection={selection} />}
            row={(product) => <ProductListRow product={product} selection={selection} />}
            empty={
              isFiltered ? (
                <Empty icon={<BoxIcon size={22} />} title="No matching products" action={clearButton}>
                  Each word you type must start a word of the name. SKU and category must match in full.
                </Empty>
              ) : (
                <Empty icon={<BoxIcon size={22} />} title="No products yet" action={addButton}>
                  Add the first one, or{' '}
                  <TextLink to="/import" inherit underline="always">
                    import a sales file
                  </TextLink>
                  .
                </Empty>
              )
            }
          />
          <ProductSelectionBar selection={selection} filters={filters} />
        </FilteredList>
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

/** The categories of the visible products, as suggestions. */
const categoriesOf = (products: readonly { readonly category?: string | undefined }[]): readonly string[] =>
  [...new Set(products.flatMap(({ category }) => category ?? []))].toSorted((a, b) => a.localeCompare(b));

/** The currencies of the visible products, most frequent first. */
function currenciesOf(
  products: readonly { readonly price: { readonly currency: string } }[],
): readonly string[] {
  const counts = new Map<string, number>();
  for (const { price } of products) counts.set(price.currency, (counts.get(price.currency) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([currency]) => currency);
}
