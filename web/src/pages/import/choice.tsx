import { NativeSelect } from '@mantine/core';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  /** What the file itself says, which is the first choice. */
  readonly found: string;
  readonly value: Value | undefined;
  readonly data: readonly (Value | { readonly value: Value; readonly label: string })[];
  readonly onChange: (value: Value | undefined) => void;
  readonly error?: string | undefined;
  readonly disabled: boolean;
}

/** How something in a file is read: as it was found, or otherwise. */
export function Choice<Value extends string>({ found, value, data, onChange, ...rest }: ChoiceProps<Value>) {
  return (
    <NativeSelect
      {...rest}
      value={value ?? ''}
      data={[{ value: '', label: found }, ...data]}
      onChange={({ currentTarget }) => onChange((currentTarget.value || undefined) as Value | undefined)}
    />
  );
}
