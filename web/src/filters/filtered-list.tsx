import type { ReactNode } from 'react';
import { SearchIcon } from '../components/icons.tsx';
import { Empty } from '../components/states.tsx';
import type { FilterProblems } from './filter-problems.ts';

interface FilteredListProps<Name extends string> {
  readonly problems: FilterProblems<Name> | undefined;
  readonly labels: Readonly<Record<Name, string>>;
  /** A button that clears the filters. */
  readonly clear: ReactNode;
  readonly children: ReactNode;
}

/** A list, or a message with the names of invalid filters. The reasons are shown at their fields. */
export function FilteredList<Name extends string>(props: FilteredListProps<Name>) {
  const { problems, labels, clear, children } = props;
  if (problems === undefined) return children;
  const names = Object.keys(problems);
  const labelled = names.filter((name): name is Name => Object.hasOwn(labels, name));
  const unknown = names.filter((name) => !Object.hasOwn(labels, name));
  return (
    <div role="alert">
      <Empty icon={<SearchIcon size={22} />} title="These filters are not valid" action={clear}>
        {labelled.length > 0 &&
          `Correct ${new Intl.ListFormat('en').format(new Set(labelled.map((name) => labels[name])))}. `}
        {unknown.map((name) => `There is no filter “${name}”. `)}
      </Empty>
    </div>
  );
}
