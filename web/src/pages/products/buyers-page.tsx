import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { buyersQuerySchema } from '../../../../contracts/catalog/queries.ts';
import { type BuyerFilters, jointBuyers } from '../../api/products.ts';
import { EndlessTable } from '../../components/endless-table.tsx';
import { counted, formatNumber } from '../../components/format.ts';
import { PeopleIcon } from '../../components/icons.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Panel } from '../../components/panel.tsx';
import { Empty } from '../../components/states.tsx';
import { filterProblems } from '../../filters/filter-problems.ts';
import { FilteredList } from '../../filters/filtered-list.tsx';
import { ButtonLink, TextLink } from '../../links/links.tsx';
import { ExportListButton } from '../../list-export/export-list-button.tsx';
import { BuyerChips } from './buyer-chips.tsx';
import { buyerExport } from './buyer-export.ts';
import { BuyerHead, BuyerRow } from './buyer-row.tsx';
import { productFilterLabels } from './product-filter-fields.tsx';

const route = getRouteApi('/products/buyers');

/** The customers who bought any of the products that a search finds. */
export function BuyersPage() {
  const filters = route.useSearch();
  const problems = filterProblems(buyersQuerySchema, filters, productFilterLabels);
  const navigate = useNavigate({ from: '/products/buyers' });
  const list = jointBuyers(filters);
  const query = useInfiniteQuery({ ...list, enabled: problems === undefined });
  const found = query.data?.pages[0];
  const hasMore = found?.hasMoreProducts === true;
  const changeButton = (
    <ButtonLink variant="default" to="/products" search={filters}>
      Change the search
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title="Buyers"
        parent={
          <TextLink to="/products" search={filters} size="sm">
            Products
          </TextLink>
        }
        detail={
          found === undefined
            ? 'Who bought any of these products'
            : `Who bought any of ${counted(found.products, 'product')}, the newest customers first`
        }
        actions={
          <>
            {changeButton}
            <ExportListButton list={buyerExport(filters)} disabled={problems !== undefined} />
          </>
        }
      />
      <Panel>
        {problems === undefined && (Object.keys(filters).length > 0 || hasMore) && (
          <>
            <BuyerChips
              filters={filters}
              onRemove={(name) => void navigate({ search: (before) => without(before, name), replace: true })}
            />
            {hasMore && (
              <Text size="xs" c="dimmed" px="sm" pt="xs" role="status">
                There are more products than these {formatNumber(found.products)}, whose buyers are not
                listed. Narrow the search to list them all.
              </Text>
            )}
          </>
        )}
        <FilteredList
          problems={problems}
          labels={productFilterLabels}
          clear={
            <Button variant="default" onClick={() => void navigate({ search: {} })}>
              Clear filters
            </Button>
          }
        >
          <EndlessTable
            label="Buyers"
            noun="buyer"
            idOf={({ customerId }) => customerId}
            query={query}
            live={list}
            head={<BuyerHead />}
            row={(buyer) => <BuyerRow buyer={buyer} />}
            empty={
              <Empty
                icon={<PeopleIcon size={22} />}
                title={found?.products === 0 ? 'There are no such products' : 'Nobody has bought any of them'}
                action={changeButton}
              >
                Purchases appear here shortly after they are completed.
              </Empty>
            }
          />
        </FilteredList>
      </Panel>
    </>
  );
}

/** The filters without one. The currency of prices goes with the last of them. */
function without(filters: BuyerFilters, name: keyof BuyerFilters): BuyerFilters {
  const left = { ...filters, [name]: undefined };
  const isPrice = name === 'minPrice' || name === 'maxPrice';
  const isPriced = (left.minPrice ?? left.maxPrice) !== undefined;
  return isPrice && !isPriced ? { ...left, currency: undefined } : left;
}
