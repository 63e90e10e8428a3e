import { Combobox, Group, ScrollArea, Text } from '@mantine/core';
import type { PickerOption } from './only-match.ts';

interface PickerOptionsProps {
  readonly label: string;
  readonly options: readonly PickerOption[];
  /** The id of the picked entity. */
  readonly picked: string | undefined;
  /** Shown if there are no options. */
  readonly nothing: string;
}

/** The suggestions of a picker: names, and what distinguishes namesakes. */
export function PickerOptions({ label, options, picked, nothing }: PickerOptionsProps) {
  return (
    <Combobox.Dropdown>
      <Combobox.Options aria-label={label}>
        <ScrollArea.Autosize mah={280} type="scroll">
          {options.map(({ id, name, detail }) => (
            <Combobox.Option key={id} value={id} active={id === picked} aria-selected={id === picked}>
              <Group justify="space-between" gap="0 12px">
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {name}
                </Text>
                <Text size="xs" className="option-detail">
                  {detail}
                </Text>
              </Group>
            </Combobox.Option>
          ))}
        </ScrollArea.Autosize>
        {options.length === 0 && <Combobox.Empty>{nothing}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox.Dropdown>
  );
}
