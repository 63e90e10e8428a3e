import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { customerQuerySchema } from '../../../../contracts/customer/queries.ts';
import { customerSearch } from '../../api/customers.ts';
import { itemsOf } from '../../api/list.ts';
import type { CustomerRow, ListedCustomer } from '../../api/types.ts';
import { EndlessTable } from '../../components/endless-table.tsx';
import { PeopleIcon, PlusIcon } from '../../components/icons.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Panel } from '../../components/panel.tsx';
import { Empty } from '../../components/states.tsx';
import { Updating } from '../../components/updating.tsx';
import { filterProblems } from '../../filters/filter-problems.ts';
import { FilteredList } from '../../filters/filtered-list.tsx';
import { TextLink } from '../../links/links.tsx';
import { useArrival } from '../../links/use-arrival.ts';
import { ExportListButton } from '../../list-export/export-list-button.tsx';
import { selectedOf } from '../../list-export/list-export.ts';
import { EditorButton } from '../../roles/editor-button.tsx';
import { SelectionBar } from '../../selection/selection-bar.tsx';
import { useSelection } from '../../selection/use-selection.ts';
import { useSortedList } from '../../sorting/use-sorted-list.ts';
import { AddCustomerDialog } from './customer-dialog.tsx';
import { customerExport } from './customer-export.ts';
import { CustomerFilterFields, customerFilterLabels } from './customer-filter-fields.tsx';
import { CustomerHead, CustomerListRow } from './customer-list-row.tsx';

const route = getRouteApi('/customers');

const idOf = ({ customerId }: CustomerRow): string => customerId;

/** As the API answers it to an export. */
const withoutProducts = ({ products: _, ...customer }: CustomerRow): ListedCustomer => customer;

const details = {
  name: 'With the products each has bought',
  newest: 'The newest customers first',
  lastPurchase: 'Who bought something, the latest purchase first',
  units: 'Who bought something, the most units first',
};

/** Searches customers and shows what they bought. */
export function CustomersPage() {
  const given = route.useSearch();
  const navigate = useNavigate({ from: '/customers' });
  // Filters do not add history entries, so that Back leaves the list.
  const change = (changed: Partial<typeof given>): void =>
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const { filters, isFiltered, sorting, detail } = useSortedList({
    path: '/customers',
    given,
    searched: { byName: (given.name ?? given.email) !== undefined, byTrade: given.bought !== undefined },
    details,
    onSort: (sort) => change({ sort }),
  });
  const problems = filterProblems(customerQuerySchema, filters, customerFilterLabels);
  const [isAdding, adding] = useDisclosure();
  useArrival('add', adding.open);
  const list = customerSearch(filters);
  const query = useInfiniteQuery({ ...list, enabled: problems === undefined });
  const selection = useSelection(list.queryKey, itemsOf(query.data, idOf), idOf);
  const clearButton = (
    <Button variant="default" onClick={() => void navigate({ search: {} })}>
      Clear filters
    </Button>
  );
  const addButton = (
    <EditorButton
      variant="default"
      leftSection={<PlusIcon size={16} />}
      deed="add customers"
      onClick={adding.open}
    >
      Add customer
    </EditorButton>
  );
  return (
    <>
      <PageHeader
        title="Customers"
        detail={
          <>
            {detail} <Updating of={['customers', 'search']} />
          </>
        }
        actions={
          <>
            <ExportListButton list={customerExport(filters)} disabled={problems !== undefined} />
            {addButton}
          </>
        }
      />
      <Panel>
        <CustomerFilterFields filters={filters} problems={problems} sorting={sorting} onChange={change} />
        <FilteredList problems={problems} labels={customerFilterLabels} clear={clearButton}>
          <EndlessTable
            label="Customers"
            noun="customer"
            idOf={idOf}
            query={query}
            live={list}
            head={<CustomerHead sorting={sorting} selection={selection} />}
            row={(customer) => <CustomerListRow customer={customer} selection={selection} />}
            empty={
              isFiltered ? (
                <Empty icon={<PeopleIcon size={22} />} title="No matching customers" action={clearButton}>
                  Each word you type must start a word of the name. Accents and case do not matter.
                </Empty>
              ) : (
                <Empty icon={<PeopleIcon size={22} />} title="No customers yet" action={addButton}>
                  Add the first one, or{' '}
                  <TextLink to="/import" inherit underline="always">
                    import a sales file
                  </TextLink>
                  .
                </Empty>
              )
            }
          />
          <SelectionBar selection={selection}>
            <ExportListButton
              size="xs"
              list={selectedOf(customerExport(filters), selection.selected.map(withoutProducts))}
            />
          </SelectionBar>
        </FilteredList>
      </Panel>
      {isAdding && (
        <AddCustomerDialog
          onClose={adding.close}
          onSaved={({ customerId }) =>
            void navigate({ to: '/customers/$customerId', params: { customerId } })
          }
        />
      )}
    </>
  );
}
