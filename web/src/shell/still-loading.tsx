import { Alert, Group, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { stillLoading } from '../api/still-loading.ts';

/** Shows that data is still being loaded into the local system; then reads everything again. */
export function StillLoading() {
  const cache = useQueryClient();
  const { data: loading } = useQuery(stillLoading());
  const wasLoading = useRef(false);
  useEffect(() => {
    if (loading) wasLoading.current = true;
    else if (wasLoading.current) {
      wasLoading.current = false;
      void cache.invalidateQueries();
    }
  }, [loading, cache]);
  return (
    <div role="status">
      {loading && (
        <Alert color="teal" variant="outline" mb="md" p="xs">
          <Group gap="xs" wrap="nowrap">
            <Loader size={14} />
            Still loading {loading}: lists and figures are not complete yet.
          </Group>
        </Alert>
      )}
    </div>
  );
}
