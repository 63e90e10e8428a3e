import { Table, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { Panel } from '../../components/panel.tsx';
import { RowSkeletons } from '../../components/row-skeletons.tsx';
import { Empty, Failure, NotYetLoaded } from '../../components/states.tsx';
import { useHighlight } from '../../live/use-highlight.ts';

interface ShortListProps<Item> {
  readonly title: string;
  readonly query: UseQueryResult<readonly Item[]>;
  readonly aside?: ReactNode;
  /** What chooses the list; default nothing. */
  readonly choice?: ReactNode;
  readonly icon: ReactNode;
  /** The message of an empty list. */
  readonly none: string;
  /** An explanation below the rows. */
  readonly note?: ReactNode;
  readonly head?: ReactNode;
  readonly idOf: (item: Item) => string;
  readonly row: (item: Item) => ReactNode;
}

/** The first rows of a list, in a panel. */
export function ShortList<Item>({ title, aside, choice, ...content }: ShortListProps<Item>) {
  return (
    <Panel title={title} aside={aside}>
      {choice}
      <Content title={title} {...content} />
    </Panel>
  );
}

function Content<Item>({
  title,
  query,
  icon,
  none,
  note,
  head,
  idOf,
  row,
}: Omit<ShortListProps<Item>, 'aside' | 'choice'>) {
  const body = useRef<HTMLTableSectionElement>(null);
  useHighlight(body, query.data && { key: title, items: query.data }, idOf);
  if (query.isPending) {
    return query.failureCount > 0 ? <NotYetLoaded /> : <RowSkeletons label={`Loading ${title}`} />;
  }
  if (query.data === undefined) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.data.length === 0) return <Empty icon={icon} title={none} />;
  return (
    <>
      <Table aria-label={title}>
        {head !== undefined && <Table.Thead>{head}</Table.Thead>}
        <Table.Tbody ref={body}>{query.data.map(row)}</Table.Tbody>
      </Table>
      {note && (
        <Text size="xs" c="dimmed" className="panel-foot">
          {note}
        </Text>
      )}
    </>
  );
}
