import { Choice } from '../components/choice.tsx';
import { useToday } from '../components/today.ts';
import { periodsAt } from './periods.ts';

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
  const periods = periodsAt(new Date());
  const present = periods.find((period) => period.from === from && period.to === to)?.label;
  return (
    <Choice
      label="Period"
      choices={periods.map(({ label }) => ({ value: label, label }))}
      value={present}
      onChange={(label) => {
        const chosen = label === present ? undefined : periods.find((period) => period.label === label);
        onChange({ from: chosen?.from, to: chosen?.to });
      }}
    />
  );
}
