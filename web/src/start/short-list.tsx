import { Table } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Page } from '../api/types.ts';
import { Panel } from '../components/panel.tsx';
import { RowSkeletons } from '../components/row-skeletons.tsx';
import { Empty, Failure, NotYetKnown } from '../components/states.tsx';

interface ShortListProps<Item> {
  readonly title: string;
  readonly query: UseQueryResult<Page<Item>>;
  readonly aside: ReactNode;
  readonly icon: ReactNode;
  /** What an empty list says. */
  readonly none: string;
  readonly row: (item: Item) => ReactNode;
}

/** The first of a list, in a panel. */
export function ShortList<Item>({ title, query, aside, icon, none, row }: ShortListProps<Item>) {
  return (
    <Panel title={title} aside={aside}>
      <Content title={title} query={query} icon={icon} none={none} row={row} />
    </Panel>
  );
}

function Content<Item>({ title, query, icon, none, row }: Omit<ShortListProps<Item>, 'aside'>) {
  if (query.isPending) {
    return query.failureCount > 0 ? <NotYetKnown /> : <RowSkeletons label={`Loading ${title}`} />;
  }
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.items.length === 0) return <Empty icon={icon} title={none} />;
  return (
    <Table aria-label={title}>
      <Table.Tbody>{query.data.items.map(row)}</Table.Tbody>
    </Table>
  );
}
