import { CloseButton, TextInput } from '@mantine/core';

interface RemovedFilterProps {
  readonly label: string;
  /** What was removed, in the singular. */
  readonly noun: 'customer' | 'product';
  readonly onClear: () => void;
}

/** In place of a picker: the list is filtered by what was removed, which has no name any more. */
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
