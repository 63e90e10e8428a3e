import { Alert } from '@mantine/core';
import { ApiProblem, ApiUnreachable, textOf } from '../api/api-error.ts';
import { formatNumber } from '../components/format.ts';
import type { Failed } from './each-of.ts';

const LISTED = 8;

interface FailedItemsProps<Item> {
  readonly title: string;
  readonly failed: readonly Failed<Item>[];
  readonly idOf: (item: Item) => string;
  readonly nameOf: (item: Item) => string;
}

/** With which items something could not be done, and why for each. */
export function FailedItems<Item>({ title, failed, idOf, nameOf }: FailedItemsProps<Item>) {
  return (
    <Alert color="red" variant="outline" title={title} role="alert">
      <ul className="failed-items">
        {failed.slice(0, LISTED).map(({ item, error }) => (
          <li key={idOf(item)}>
            <bdi>{nameOf(item)}</bdi>: {reasonOf(error)}
          </li>
        ))}
        {failed.length > LISTED && <li>and {formatNumber(failed.length - LISTED)} more</li>}
      </ul>
    </Alert>
  );
}

const reasonOf = (error: Error): string => {
  if (error instanceof ApiProblem) return textOf(error);
  return error instanceof ApiUnreachable ? 'The API did not respond.' : error.message;
};
