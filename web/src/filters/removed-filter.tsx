import { CloseButton, TextInput } from '@mantine/core';

interface RemovedFilterProps {
  readonly label: string;
  /** What was removed, in the singular. */
  readonly noun: 'customer' | 'product';
  readonly onClear: () => void;
}

/** Shown in place of a picker if the list is filtered by a removed entity, which no longer has a name. */
export function RemovedFilter({ label, noun, onClear }: RemovedFilterProps) {
  return (
    <TextInput
      readOnly
      label={label}
      value={`removed ${noun}`}
      rightSection={<CloseButton size="sm" aria-label={`Clear ${label.toLowerCase()}`} onClick={onClear} />}
    />
  );
}
