import { Autocomplete, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { fold } from '../../../shared/values/fold.ts';
import { counted } from '../components/format.ts';
import { type FilterProps, useTyped } from './use-typed.ts';

const MAX_SHOWN = 8;

/**
 * A filter for a whole text; applied when a suggestion is chosen, with Enter, or when the field is left. If only one
 * suggestion matches, Enter chooses it.
 */
export function WholeTextFilter({
  suggestions,
  ...props
}: FilterProps & { readonly suggestions: readonly string[] }) {
  const { typed, type, commit } = useTyped(props.value, props.onChange);
  const [isOpen, dropdown] = useDisclosure();
  const left = suggestions.filter((each) => fold(each).includes(fold(typed)));
  return (
    <div>
      <Autocomplete
        size="sm"
        label={props.label}
        placeholder="Any"
        data={left.slice(0, MAX_SHOWN)}
        filter={({ options }) => options}
        value={typed}
        maxLength={100}
        clearable
        clearButtonProps={{ 'aria-label': `Clear ${props.label.toLowerCase()}` }}
        onDropdownOpen={dropdown.open}
        onDropdownClose={dropdown.close}
        onChange={(text) => type(text, 'later')}
        onOptionSubmit={commit}
        onClear={() => commit('')}
        error={props.error}
        onBlur={() => commit(typed)}
        onKeyDown={({ key }) => {
          if (key !== 'Enter') return;
          const meant = onlyMatch(typed, left);
          type(meant, 'later');
          commit(meant);
        }}
      />
      <VisuallyHidden role="status">
        {isOpen && typed !== '' && left.length > 0 && counted(left.length, 'suggestion')}
      </VisuallyHidden>
    </div>
  );
}

/** The suggestion that equals the text, or the only one that matches; otherwise the text itself. */
function onlyMatch(typed: string, left: readonly string[]): string {
  if (typed.trim() === '') return typed;
  const [only] = left.length === 1 ? left : left.filter((each) => fold(each) === fold(typed));
  return only ?? typed;
}
