import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { isProblem } from '../api/api-error.ts';
import { PageHeader } from './page-header.tsx';
import { Panel } from './panel.tsx';
import { Empty, Failure, NotYetLoaded } from './states.tsx';

interface EntityPageProps<Entity> {
  /** `null`, or the problem `not-found`, if there is no such entity. */
  readonly query: UseQueryResult<Entity | null>;
  readonly noun: 'customer' | 'product' | 'purchase';
  readonly icon: ReactNode;
  /** The message if there is no such entity. */
  readonly missing: string;
  /** A link to the list. */
  readonly list: ReactNode;
  readonly children: (entity: Entity) => ReactNode;
}

/** Shows an entity once it is loaded, or why it is not. */
export function EntityPage<Entity>({ query, children, ...none }: EntityPageProps<Entity>) {
  const { data, error } = query;
  const wasShown = useRef(false);
  if (data) wasShown.current = true;
  if (query.isPending)
    return query.failureCount > 0 ? <NotYetLoaded /> : <Skeleton height={44} width={320} />;
  if (data === null || isProblem(error, 'not-found', 'invalid-request'))
    return <NoSuchEntity {...none} wasShown={wasShown.current} />;
  if (data === undefined) return <Failure error={error} onRetry={() => void query.refetch()} />;
  return children(data);
}

interface NoSuchEntityProps extends Omit<EntityPageProps<unknown>, 'query' | 'children'> {
  /** Whether the reader has just looked at it. */
  readonly wasShown: boolean;
}

function NoSuchEntity({ noun, icon, missing, list, wasShown }: NoSuchEntityProps) {
  return (
    <>
      <PageHeader title={`${noun[0]?.toUpperCase()}${noun.slice(1)} ${wasShown ? 'removed' : 'not found'}`} />
      <Panel>
        <div role="status">
          <Empty
            icon={icon}
            title={wasShown ? `This ${noun} has just been removed` : missing}
            action={list}
          />
        </div>
      </Panel>
    </>
  );
}
