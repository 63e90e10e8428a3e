import { Button } from '@mantine/core';
import './choice.css';

interface ChoiceProps<Value> {
  /** What is chosen, for those who do not see it. */
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  /** What is chosen now; none of the choices if it is something else. */
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}

/** A few buttons in a row, of which at most one is pressed. */
export function Choice<Value extends string>({ label, choices, value, onChange }: ChoiceProps<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would have the look of a form's group.
    <div className="choice" role="group" aria-label={label}>
      {choices.map((each) => (
        <Button
          key={each.value}
          variant="default"
          size="compact-xs"
          radius="xl"
          aria-pressed={each.value === value}
          onClick={() => onChange(each.value)}
        >
          {each.label}
        </Button>
      ))}
    </div>
  );
}
