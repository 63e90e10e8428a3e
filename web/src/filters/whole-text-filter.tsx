import { Autocomplete } from '@mantine/core';
import { type FilterProps, useTyped } from './use-typed.ts';

/** A text that is matched whole: told once it is chosen, or finished with Enter or by leaving the field. */
export function WholeTextFilter({
  suggestions,
  ...props
}: FilterProps & { readonly suggestions: readonly string[] }) {
  const { typed, type, tell } = useTyped(props.value, props.onChange);
  return (
    <Autocomplete
      size="sm"
      label={props.label}
      placeholder="Any"
      data={[...suggestions]}
      limit={8}
      value={typed}
      maxLength={56}
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${props.label.toLowerCase()}` }}
      onChange={(text) => type(text, 'later')}
      onOptionSubmit={tell}
      onClear={() => tell('')}
      error={props.error}
      onBlur={() => tell(typed)}
      onKeyDown={({ key }) => {
        if (key !== 'Enter') return;
        const meant = onlyMatch(typed, suggestions);
        type(meant, 'later');
        tell(meant);
      }}
    />
  );
}

/** The suggestion that is typed, or the only one that is left; else the text itself. */
function onlyMatch(typed: string, suggestions: readonly string[]): string {
  const text = typed.trim().toLowerCase();
  const left = text === '' ? [] : suggestions.filter((each) => each.toLowerCase().includes(text));
  const [only] = left.length === 1 ? left : left.filter((each) => each.toLowerCase() === text);
  return only ?? typed;
}
