import { Autocomplete, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { fold } from '../../../shared/values/fold.ts';
import { counted } from '../components/format.ts';
import { type FilterProps, useTyped } from './use-typed.ts';

const MOST_SHOWN = 8;

/**
 * A text that is matched whole: told once it is chosen, or finished with Enter or by leaving the field. Enter takes the
 * only suggestion that is left for the text itself.
 */
export function WholeTextFilter({
  suggestions,
  ...props
}: FilterProps & { readonly suggestions: readonly string[] }) {
  const { typed, type, tell } = useTyped(props.value, props.onChange);
  const [isOpen, dropdown] = useDisclosure();
  const left = suggestions.filter((each) => fold(each).includes(fold(typed)));
  return (
    <div>
      <Autocomplete
        size="sm"
        label={props.label}
        placeholder="Any"
        data={left.slice(0, MOST_SHOWN)}
        filter={({ options }) => options}
        value={typed}
        maxLength={100}
        clearable
        clearButtonProps={{ 'aria-label': `Clear ${props.label.toLowerCase()}` }}
        onDropdownOpen={dropdown.open}
        onDropdownClose={dropdown.close}
        onChange={(text) => type(text, 'later')}
        onOptionSubmit={tell}
        onClear={() => tell('')}
        error={props.error}
        onBlur={() => tell(typed)}
        onKeyDown={({ key }) => {
          if (key !== 'Enter') return;
          const meant = onlyMatch(typed, left);
          type(meant, 'later');
          tell(meant);
        }}
      />
      <VisuallyHidden role="status">
        {isOpen && typed !== '' && left.length > 0 && counted(left.length, 'suggestion')}
      </VisuallyHidden>
    </div>
  );
}

/** The suggestion that is typed, or the only one that is left; else the text itself. */
function onlyMatch(typed: string, left: readonly string[]): string {
  if (typed.trim() === '') return typed;
  const [only] = left.length === 1 ? left : left.filter((each) => fold(each) === fold(typed));
  return only ?? typed;
}
