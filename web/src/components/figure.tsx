import { Button, Skeleton, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import './figures.css';

interface CountProps {
  readonly label: ReactNode;
  /** An explanation of the number. */
  readonly note?: string | undefined;
  /** Whether it has a row of its own where there is little room; default no. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

interface FigureProps<Data> extends Omit<CountProps, 'children'> {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** A number that is read from the API, with its label. */
export function Figure<Data>({ query, children, ...count }: FigureProps<Data>) {
  return (
    <Count {...count}>
      <Value query={query}>{children}</Value>
    </Count>
  );
}

/** A number with its label. */
export function Count({ label, note, isWide = false, children }: CountProps) {
  return (
    <div className={isWide ? 'figure is-wide' : 'figure'}>
      <dt>{label}</dt>
      <dd>
        {children}
        {note !== undefined && (
          <Text size="xs" c="dimmed" fw={400}>
            {note}
          </Text>
        )}
      </dd>
    </div>
  );
}

function Value<Data>({ query, children }: Pick<FigureProps<Data>, 'query' | 'children'>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Skeleton height={18} width={64} my={8} />;
  return (
    <Button variant="default" size="compact-xs" onClick={() => void query.refetch()}>
      Not loaded: try again
    </Button>
  );
}
