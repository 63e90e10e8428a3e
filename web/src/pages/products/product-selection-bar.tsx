import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { archiveProduct, type ProductFilters, restoreProduct } from '../../api/products.ts';
import { settleEntities } from '../../api/settle.ts';
import type { ListedProduct, Product, ProductRow } from '../../api/types.ts';
import { counted } from '../../components/format.ts';
import { showFailed, showSaved, showUndoable } from '../../components/notices.tsx';
import { ExportListButton } from '../../list-export/export-list-button.tsx';
import { selectedOf } from '../../list-export/list-export.ts';
import { useMay } from '../../roles/use-may.ts';
import { FailedItems } from '../../selection/failed-items.tsx';
import { SelectionBar } from '../../selection/selection-bar.tsx';
import { useBulk } from '../../selection/use-bulk.ts';
import type { Selection } from '../../selection/use-selection.ts';
import { productExport } from './product-export.ts';
import { SelectedStockDialog } from './selected-stock-dialog.tsx';

interface ProductSelectionBarProps {
  readonly selection: Selection<ProductRow>;
  readonly filters: ProductFilters;
}

/** What can be done with the selected products. Viewers can only export them. */
export function ProductSelectionBar({ selection, filters }: ProductSelectionBarProps) {
  const cache = useQueryClient();
  const mayChange = useMay('editor') === true;
  const [adjusted, setAdjusted] = useState<readonly Product[]>();
  const restoring = useBulk('Restoring', (product: Product) => restoreProduct(product));
  const archiving = useBulk('Archiving', async (product: Product) => {
    await archiveProduct(product);
    return product;
  });
  const { selected } = selection;
  const failed = archiving.failed.filter(({ item }) => selection.isSelected(item.productId));

  const undo = async (products: readonly Product[]): Promise<void> => {
    const { done, failed } = await restoring.run(products);
    for (const { answer } of done) cache.setQueryData(['products', 'one', answer.productId], answer);
    settleEntities(cache, 'products');
    if (done.length > 0)
      showSaved(
        `${areMany(
          done.map(({ item }) => item),
          'is',
          'are',
        )} sold again.`,
      );
    if (failed.length > 0) {
      const names = failed.map(({ item, error }) => `${item.name} (${error.message})`);
      showFailed(`Not restored: ${names.join(', ')}`);
    }
  };
  const archive = async (): Promise<void> => {
    const { done } = await archiving.run(selected.map(productIn));
    const archived = done.map(({ item }) => item);
    selection.drop(archived.map(idOf));
    settleEntities(cache, 'products');
    for (const product of archived) {
      cache.setQueryData(['products', 'one', product.productId], { ...product, archived: true });
    }
    if (archived.length > 0) {
      showUndoable(`${areMany(archived, 'was', 'were')} archived.`, () => void undo(archived));
    }
  };

  return (
    <>
      <SelectionBar
        selection={selection}
        progress={archiving.progress ?? restoring.progress}
        failure={
          failed.length > 0 && (
            <FailedItems
              title={`${counted(failed.length, 'product')} not archived`}
              failed={failed}
              idOf={idOf}
              nameOf={nameOf}
            />
          )
        }
      >
        {mayChange && (
          <>
            <Button variant="default" size="xs" onClick={() => void archive()}>
              Archive
            </Button>
            <Button variant="default" size="xs" onClick={() => setAdjusted(selected.map(productIn))}>
              Adjust stock
            </Button>
          </>
        )}
        <ExportListButton size="xs" list={selectedOf(productExport(filters), selected.map(listedIn))} />
      </SelectionBar>
      {adjusted !== undefined && (
        <SelectedStockDialog
          products={adjusted}
          onAdjusted={(done) => selection.drop(done.map(idOf))}
          onClose={() => setAdjusted(undefined)}
        />
      )}
    </>
  );
}

const idOf = ({ productId }: Product): string => productId;

const nameOf = ({ name }: Product): string => name;

/** As the API answers it to an export. */
const listedIn = ({ customers: _, ...listed }: ProductRow): ListedProduct => listed;

/** The product of a row, without what the list says of its sales. */
const productIn = ({ customers: _, totals: __, ...product }: ProductRow): Product => product;

/** Such as "Mug was" or "3 products were". */
const areMany = (products: readonly Product[], one: string, many: string): string =>
  products.length === 1 ? `${products[0]?.name} ${one}` : `${counted(products.length, 'product')} ${many}`;
