import { Button, Group, TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { type NumberRules, typedNumber } from './typed-number.ts';

interface NumberFieldProps extends NumberRules, Omit<TextInputProps, 'value' | 'onChange' | 'error'> {
  /** As it is typed. */
  readonly value?: string;
  readonly onChange: (typed: string) => void;
  /** What is wrong beside the reading: a range, or what the API refused. */
  readonly error?: string | undefined;
  /** Whether a refusal is shown while the field is typed into. Default: once the field is left. */
  readonly isEager?: boolean;
}

/** A number as people type it, in any locale's way. What can be read in two ways is asked about. */
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
          {refusal !== undefined && refusal.meant.length > 0 && (
            <Meant numbers={refusal.meant} onChoose={onChange} />
          )}
        </>
      )}
    />
  );
}

function Meant(props: { readonly numbers: readonly string[]; readonly onChoose: (text: string) => void }) {
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
