import { Table } from '@mantine/core';
import { hashKey, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { latestPurchases, type PurchaseFilters } from '../api/purchases.ts';
import { ReceiptIcon } from '../components/icons.tsx';
import { Panel } from '../components/panel.tsx';
import { Empty, Failure } from '../components/states.tsx';
import { TextLink } from '../links/links.tsx';
import { useHighlight } from '../live/use-highlight.ts';
import { useLive } from '../live/use-live.ts';
import { ShortPurchaseRow } from './short-purchase-row.tsx';

const LISTED = 6;

interface LatestPurchasesProps {
  readonly filters: Pick<PurchaseFilters, 'customerId' | 'productId'>;
  /** Which side of each purchase to show. */
  readonly shows: 'customer' | 'product';
}

/** The latest purchases of a customer or product. */
export function LatestPurchases({ filters, shows }: LatestPurchasesProps) {
  const { data, error, refetch } = useQuery(latestPurchases(filters));
  useLive(latestPurchases(filters));
  const purchases = data?.items ?? [];
  const body = useRef<HTMLTableSectionElement>(null);
  const { queryKey } = latestPurchases(filters);
  useHighlight(body, data && { key: hashKey(queryKey), items: data.items }, ({ purchaseId }) => purchaseId);
  return (
    <Panel
      title="Latest purchases"
      aside={
        purchases.length > 0 && (
          <TextLink to="/purchases" search={filters} size="sm">
            Show all
          </TextLink>
        )
      }
    >
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && purchases.length === 0 && (
        <Empty icon={<ReceiptIcon size={22} />} title="No purchases yet" />
      )}
      {purchases.length > 0 && (
        <Table aria-label="Latest purchases">
          <Table.Tbody ref={body}>
            {purchases.slice(0, LISTED).map((purchase) => (
              <ShortPurchaseRow key={purchase.purchaseId} listed={purchase} shows={shows} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
