import { ActionIcon, Button, Group, TextInput, type TextInputProps } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { MinusIcon, PlusIcon } from '../components/icons.tsx';
import { type NumberRules, typedNumber, writtenNumber } from './typed-number.ts';

interface NumberFieldProps extends NumberRules, Omit<TextInputProps, 'value' | 'onChange' | 'error'> {
  /** The typed text. */
  readonly value?: string;
  readonly onChange: (typed: string) => void;
  /** Any other error, such as a range or a refusal by the API. */
  readonly error?: string | undefined;
  /** Whether to show errors while typing. Default: only once the field is left. */
  readonly isEager?: boolean;
  /** The least number that the buttons for one more and one less go to, of a field for whole numbers; default: no buttons. */
  readonly stepsFrom?: number;
}

/** A field for a number in any locale's notation. If it is ambiguous, the field offers the possible readings. */
export function NumberField(props: NumberFieldProps) {
  const { decimals, marks, value = '', onChange, error, isEager = false, stepsFrom, ...input } = props;
  const [isLeft, setIsLeft] = useState(false);
  const typed = typedNumber(value, { decimals, marks });
  const refusal = typed.kind === 'refused' && (isEager || isLeft || error !== undefined) ? typed : undefined;
  const shown = refusal === undefined ? error : `This ${refusal.message}.`;
  const step = (by: number) => {
    const from = typed.kind === 'number' ? typed.units : 0;
    // Not -0, which would be written with its sign.
    onChange(writtenNumber(Math.max(stepsFrom ?? 0, from + by) || 0, 0));
  };
  return (
    <TextInput
      {...(stepsFrom !== undefined && {
        rightSection: <Steps isLeast={typed.kind === 'number' && typed.units <= stepsFrom} onStep={step} />,
        rightSectionWidth: 68,
        onKeyDown: (event: KeyboardEvent) => {
          const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          if (by === undefined) return;
          event.preventDefault();
          step(by);
        },
      })}
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

/** Arrow keys do the same, so the buttons are not on the way of the Tab key. */
function Steps(props: { readonly isLeast: boolean; readonly onStep: (by: number) => void }) {
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        aria-label="One less"
        tabIndex={-1}
        disabled={props.isLeast}
        onClick={() => props.onStep(-1)}
      >
        <MinusIcon size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" aria-label="One more" tabIndex={-1} onClick={() => props.onStep(1)}>
        <PlusIcon size={16} />
      </ActionIcon>
    </Group>
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
