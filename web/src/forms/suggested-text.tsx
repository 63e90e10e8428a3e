import { Autocomplete, type AutocompleteProps } from '@mantine/core';
import { fold } from '../../../shared/values/fold.ts';

const MAX_SHOWN = 6;

interface SuggestedTextProps extends Omit<AutocompleteProps, 'data' | 'filter' | 'limit'> {
  /** In the order in which they are shown. */
  readonly suggestions: readonly string[];
}

/** A field for a text that suggests those that begin or continue like what is typed. Any other text may be typed. */
export function SuggestedText({ suggestions, ...input }: SuggestedTextProps) {
  return (
    <Autocomplete
      {...input}
      autoComplete="off"
      data={[...suggestions]}
      limit={MAX_SHOWN}
      filter={({ options, search }) => {
        const typed = fold(search);
        const found = options.filter((each) => 'label' in each && fold(each.label).includes(typed));
        // What is typed in full needs no suggestion.
        return found.length === 1 && search === (found[0] as { label: string }).label ? [] : found;
      }}
    />
  );
}
