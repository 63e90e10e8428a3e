import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { purchaseQuerySchema } from '../../../../contracts/purchases/queries.ts';
import { itemsOf } from '../../api/list.ts';
import { purchaseList } from '../../api/purchases.ts';
import type { Purchase } from '../../api/types.ts';
import { EndlessTable } from '../../components/endless-table.tsx';
import { ReceiptIcon } from '../../components/icons.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Panel } from '../../components/panel.tsx';
import { Empty } from '../../components/states.tsx';
import { filterProblems } from '../../filters/filter-problems.ts';
import { FilteredList } from '../../filters/filtered-list.tsx';
import { ExportListButton } from '../../list-export/export-list-button.tsx';
import { useNewPurchase } from '../../new-purchase/new-purchase-provider.tsx';
import { EditorButton } from '../../roles/editor-button.tsx';
import { useSelection } from '../../selection/use-selection.ts';
import { purchaseExport } from './purchase-export.ts';
import { PurchaseFilterFields, purchaseFilterLabels } from './purchase-filter-fields.tsx';
import { PurchaseHead, PurchaseListRow } from './purchase-list-row.tsx';
import { PurchaseSelectionBar } from './purchase-selection-bar.tsx';
import { keptMoney } from './purchase-sums.ts';

const route = getRouteApi('/purchases');

const idOf = ({ purchaseId }: Purchase): string => purchaseId;

/** The list of purchases, newest first. */
export function PurchasesPage() {
  const filters = route.useSearch();
  const problems = filterProblems(purchaseQuerySchema, filters, purchaseFilterLabels);
  const navigate = useNavigate({ from: '/purchases' });
  const openNewPurchase = useNewPurchase();
  const list = purchaseList(filters);
  const query = useInfiniteQuery({ ...list, enabled: problems === undefined });
  const selection = useSelection(list.queryKey, itemsOf(query.data, idOf), idOf);
  const clearButton = (
    <Button variant="default" onClick={() => void navigate({ search: {} })}>
      Clear filters
    </Button>
  );
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <PageHeader
        title="Purchases"
        detail="Newest first"
        actions={
          <>
            <EditorButton
              variant="default"
              deed="import sales"
              onClick={() => void navigate({ to: '/import' })}
            >
              Import
            </EditorButton>
            <ExportListButton list={purchaseExport(filters)} disabled={problems !== undefined} />
          </>
        }
      />
      <Panel>
        <PurchaseFilterFields
          filters={filters}
          problems={problems}
          // Filters do not add history entries, so that Back leaves the list.
          onChange={(changed) =>
            void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
          }
        />
        <FilteredList problems={problems} labels={purchaseFilterLabels} clear={clearButton}>
          <EndlessTable
            label="Purchases"
            noun="purchase"
            idOf={idOf}
            query={query}
            live={list}
            head={<PurchaseHead selection={selection} />}
            sum={keptMoney}
            row={(purchase) => <PurchaseListRow listed={purchase} selection={selection} />}
            empty={
              isFiltered ? (
                <Empty icon={<ReceiptIcon size={22} />} title="No matching purchases" action={clearButton} />
              ) : (
                <Empty
                  icon={<ReceiptIcon size={22} />}
                  title="No purchases yet"
                  action={
                    <EditorButton variant="default" deed="add purchases" onClick={() => openNewPurchase({})}>
                      New purchase
                    </EditorButton>
                  }
                >
                  A purchase needs a customer and a product. Past ones can be imported from a file.
                </Empty>
              )
            }
          />
          <PurchaseSelectionBar selection={selection} />
        </FilteredList>
      </Panel>
    </>
  );
}
