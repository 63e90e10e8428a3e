import { Button } from '@mantine/core';
import { useToday } from '../components/today.ts';
import { periodsAt } from './periods.ts';
import './period-chips.css';

/** The limits of a period, ISO 8601 UTC; undefined for none. */
interface Limits {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

interface PeriodChipsProps extends Limits {
  readonly onChange: (limits: Limits) => void;
}

/** Buttons for the usual periods. That of the present filter is pressed, and clears it. */
export function PeriodChips({ from, to, onChange }: PeriodChipsProps) {
  useToday();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would have the look of a form's group.
    <div className="periods" role="group" aria-label="Period">
      {periodsAt(new Date()).map((period) => {
        const isSet = period.from === from && period.to === to;
        return (
          <Button
            key={period.label}
            variant="default"
            size="compact-xs"
            radius="xl"
            aria-pressed={isSet}
            onClick={() => onChange(isSet ? { from: undefined, to: undefined } : period)}
          >
            {period.label}
          </Button>
        );
      })}
    </div>
  );
}
