import { Alert, Group, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { ApiUnreachable } from '../api/api-error.ts';

/** Shows that the API is not responding, as long as a request is waiting for it. */
export function ApiState() {
  const queries = useQueryClient().getQueryCache();
  const isUnreachable = useSyncExternalStore(
    (onChange) => queries.subscribe(onChange),
    () =>
      queries
        .findAll({ fetchStatus: 'fetching' })
        .some(({ state }) => state.fetchFailureReason instanceof ApiUnreachable),
  );
  return (
    <div role="status">
      {isUnreachable && (
        <Alert color="orange" variant="outline" mb="md" p="xs">
          <Group gap="xs" wrap="nowrap">
            <Loader size={14} color="orange" />
            The API cannot be reached. Trying again…
          </Group>
        </Alert>
      )}
    </div>
  );
}
