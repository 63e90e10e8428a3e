import { Button, Group, TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { type NumberRules, typedNumber } from './typed-number.ts';

interface NumberFieldProps extends NumberRules, Omit<TextInputProps, 'value' | 'onChange' | 'error'> {
  /** The typed text. */
  readonly value?: string;
  readonly onChange: (typed: string) => void;
  /** Any other error, such as a range or a refusal by the API. */
  readonly error?: string | undefined;
  /** Whether to show errors while typing. Default: only once the field is left. */
  readonly isEager?: boolean;
}

/** A field for a number in any locale's notation. If it is ambiguous, the field offers the possible readings. */
export function NumberField(props: NumberFieldProps) {
  const { decimals, marks, value = '', onChange, error, isEager = false, ...input } = props;
  const [isLeft, setIsLeft] = useState(false);
  const typed = typedNumber(value, { decimals, marks });
  const refusal = typed.kind === 'refused' && (isEager || isLeft || error !== undefined) ? typed : undefined;
  const shown = refusal === undefined ? error : `This ${refusal.message}.`;
  return (
    <TextInput
      inputMode={decimals === 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      {...input}
      value={value}
      {...(shown === undefined ? {} : { error: shown })}
      onChange={({ currentTarget }) => {
        setIsLeft(false);
        onChange(currentTarget.value);
      }}
      onBlur={(event) => {
        setIsLeft(true);
        input.onBlur?.(event);
      }}
      inputContainer={(children) => (
        <>
          {children}
          {refusal !== undefined && refusal.readings.length > 0 && (
            <Readings numbers={refusal.readings} onChoose={onChange} />
          )}
        </>
      )}
    />
  );
}

function Readings(props: { readonly numbers: readonly string[]; readonly onChoose: (text: string) => void }) {
  return (
    <Group gap={6} mt={6}>
      {props.numbers.map((number) => (
        <Button key={number} size="compact-xs" variant="default" onClick={() => props.onChoose(number)}>
          Use {number}
        </Button>
      ))}
    </Group>
  );
}
