import { Kbd } from '@mantine/core';
import { Dialog } from '../forms/dialog.tsx';
import { SEARCH_KEYS } from './openers.ts';
import './shortcuts.css';

interface Shortcut {
  /** Any of these. */
  readonly keys: readonly string[];
  readonly deed: string;
}

const groups: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: [SEARCH_KEYS, '/'], deed: 'Search, or do something' },
      { keys: ['?'], deed: 'Show these shortcuts' },
      { keys: ['Esc'], deed: 'Close a dialog or a list of suggestions' },
    ],
  },
  {
    title: 'In the search box',
    shortcuts: [
      { keys: ['↑', '↓'], deed: 'Move to another result' },
      { keys: ['Enter'], deed: 'Open it, or do it' },
    ],
  },
  {
    title: 'In lists and forms',
    shortcuts: [
      { keys: ['↑', '↓'], deed: 'Move in a list of suggestions' },
      { keys: ['Enter'], deed: 'Pick the suggestion, or the only match' },
      { keys: ['Enter'], deed: 'Apply a filter, sort by a column, or send a form' },
    ],
  },
];

/** All keyboard shortcuts. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      {groups.map(({ title, shortcuts }) => (
        <section key={title} aria-label={title} className="shortcuts">
          <h3>{title}</h3>
          <dl>
            {shortcuts.map(({ keys, deed }) => (
              <div key={deed}>
                <dt>{deed}</dt>
                <dd>
                  {keys.map((key) => (
                    <Kbd key={key} size="xs">
                      {key}
                    </Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
