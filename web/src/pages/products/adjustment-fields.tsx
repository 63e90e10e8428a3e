import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { NumberField } from '../../numbers/number-field.tsx';
import { WHOLE } from '../../numbers/typed-number.ts';

interface AdjustmentFieldsProps {
  readonly label: string;
  /** The least number of units that the buttons go to; default: no buttons. */
  readonly stepsFrom?: number;
  readonly fields: UseFormReturnType<{ delta: string; reason: string }>;
}

/** How many units to add to a stock, and why. */
export function AdjustmentFields({ label, fields, ...steps }: AdjustmentFieldsProps) {
  return (
    <>
      <NumberField
        label={label}
        description="Enter a negative number to remove units"
        required
        {...steps}
        {...WHOLE}
        // The numeric keyboard of some phones has no minus sign.
        inputMode="text"
        data-autofocus
        {...fields.getInputProps('delta')}
      />
      <TextInput
        label="Reason"
        placeholder="Delivery, breakage, stock count"
        {...fields.getInputProps('reason')}
      />
    </>
  );
}
