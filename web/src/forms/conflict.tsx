import { Alert, Radio, Stack, Text } from '@mantine/core';
import type { EditConflict } from './use-edit-form.ts';

/** Shown if someone else edited the same entity: both versions, to be resolved field by field. */
export function Conflict({ differences, choose }: EditConflict) {
  return (
    <Alert color="orange" variant="outline" title="Someone else has changed this" role="alert">
      <Stack gap="sm">
        <Text size="sm">
          {differences.length === 0
            ? 'Nothing was saved, but their version is the same as yours. Save again to keep it.'
            : 'Nothing was saved yet. Choose which value to keep for each field, then save.'}
        </Text>
        {differences.map(({ path, label, mine, theirs, chosen, error }) => (
          <Radio.Group
            key={path}
            label={label}
            value={chosen ?? null}
            error={error}
            onChange={(side) => choose(path, side as 'mine' | 'theirs')}
          >
            <Stack gap={8} my={4}>
              <Radio
                size="xs"
                value="mine"
                label={`Mine: ${shown(mine)}`}
                aria-invalid={error !== undefined}
              />
              <Radio
                size="xs"
                value="theirs"
                label={`Theirs: ${shown(theirs)}`}
                aria-invalid={error !== undefined}
              />
            </Stack>
          </Radio.Group>
        ))}
      </Stack>
    </Alert>
  );
}

const shown = (text: string): string => (text === '' ? '(empty)' : text);
