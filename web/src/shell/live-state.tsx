import { Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { formatTimeOfDay } from '../components/format.ts';
import { live } from '../live/live.ts';

/** Says since when the page is not up to date, after several attempts to read again what is in sight have failed. */
export function LiveState() {
  const { subscribe, current } = live.outdatedSince;
  const since = useSyncExternalStore(subscribe, current);
  return (
    <div role="status">
      {since !== undefined && (
        <Text size="sm" c="dimmed" mb="md">
          Not up to date since {formatTimeOfDay(new Date(since).toISOString())}. The page keeps trying.
        </Text>
      )}
    </div>
  );
}
