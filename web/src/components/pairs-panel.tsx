import { Table, Text } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Money } from '../../../shared/values/money.ts';
import type { Page } from '../api/types.ts';
import type { LiveList } from '../live/use-live-list.ts';
import { EndlessTable } from './endless-table.tsx';
import { counted, formatNumber } from './format.ts';
import { ListRow } from './list-row.tsx';
import { Panel } from './panel.tsx';
import { Revenue } from './revenue.tsx';
import { Empty } from './states.tsx';
import { Time } from './time.tsx';

interface Pair {
  readonly units: number;
  readonly purchases: number;
  readonly lastPurchasedAt: string;
  readonly revenue: readonly Money[];
}

interface PairsPanelProps<Listed extends Pair> {
  readonly title: string;
  readonly aside: ReactNode;
  /** What is listed, in the singular. */
  readonly noun: 'customer' | 'product';
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<Listed>>>;
  readonly live: LiveList;
  readonly idOf: (pair: Listed) => string;
  readonly link: (pair: Listed) => ReactNode;
  readonly icon: ReactNode;
  /** The message of an empty list. */
  readonly none: string;
}

/** A list of buyers or bought products, most recent first. */
export function PairsPanel<Listed extends Pair>(props: PairsPanelProps<Listed>) {
  const { title, aside, noun, query, live, idOf, link, icon, none } = props;
  return (
    <Panel title={title} aside={aside}>
      <EndlessTable
        label={title}
        noun={noun}
        idOf={idOf}
        query={query}
        live={live}
        head={
          <ListRow>
            <Table.Th tt="capitalize">{noun}</Table.Th>
            <Table.Th className="number">Units</Table.Th>
            <Table.Th className="number">Spent</Table.Th>
            <Table.Th className="number if-wide">Purchases</Table.Th>
            <Table.Th className="if-wide">Last</Table.Th>
          </ListRow>
        }
        row={(pair) => (
          <ListRow>
            <Table.Td>
              {link(pair)}
              <Text size="xs" c="dimmed" className="if-narrow">
                {counted(pair.purchases, 'purchase')} · <Time at={pair.lastPurchasedAt} />
              </Text>
            </Table.Td>
            <Table.Td className="number">{formatNumber(pair.units)}</Table.Td>
            <Table.Td className="number">
              <Revenue of={pair.revenue} />
            </Table.Td>
            <Table.Td className="number if-wide">{formatNumber(pair.purchases)}</Table.Td>
            <Table.Td className="if-wide">
              <Time at={pair.lastPurchasedAt} />
            </Table.Td>
          </ListRow>
        )}
        empty={
          <Empty icon={icon} title={none}>
            Purchases appear here shortly after they are completed.
          </Empty>
        }
      />
    </Panel>
  );
}
