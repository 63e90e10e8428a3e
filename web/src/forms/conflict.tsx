import { Alert, Button, Stack, Text } from '@mantine/core';

/** Somebody else changed what is edited here: nothing is overwritten. */
export function Conflict({ onReload }: { readonly onReload: () => void }) {
  return (
    <Alert color="orange" variant="outline" title="Somebody else changed this meanwhile" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          Nothing was saved, so nothing of theirs is lost. Load what it is now, and make your change to that.
        </Text>
        <Button variant="default" size="xs" onClick={onReload}>
          Load the current version
        </Button>
      </Stack>
    </Alert>
  );
}
