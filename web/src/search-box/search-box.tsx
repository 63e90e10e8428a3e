import { Loader, Modal, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { counted } from '../components/format.ts';
import { SearchIcon } from '../components/icons.tsx';
import { useClosingWithPage, useReturnedFocus } from '../forms/dialog.tsx';
import type { Option } from './option.ts';
import { elementId, OptionList } from './option-list.tsx';
import { useGroups } from './use-groups.tsx';
import './search-box.css';

const TYPING_MS = 120;

/** Finds customers, products and purchases, and does things with them, without leaving the keyboard. */
export function SearchBox({ onClose }: { readonly onClose: () => void }) {
  const list = useId();
  const [typed, setTyped] = useState('');
  const [settled] = useDebouncedValue(typed, TYPING_MS);
  const [selectedId, setSelectedId] = useState<string>();
  // The text for which Enter was pressed before there was an answer to it.
  const [awaited, setAwaited] = useState<string>();
  useReturnedFocus();
  useClosingWithPage(onClose);
  const { groups, failed, isSearching } = useGroups(typed, settled);
  const options = groups.flatMap((group) => (group.isOutdated ? [] : group.options));
  const index = Math.max(
    0,
    options.findIndex(({ id }) => id === selectedId),
  );
  const selected = options[index];
  const choose = (option: Option): void => {
    onClose();
    option.run();
  };
  const isDue = awaited !== undefined && awaited === typed && !isSearching && selected !== undefined;
  useEffect(() => {
    if (isDue) choose(selected);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAwaited(undefined);
      setSelectedId(options.at((index + step) % options.length)?.id);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (selected === undefined) setAwaited(typed);
      else choose(selected);
    } else if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      onClose();
    }
  };
  const isEmpty = typed.trim() !== '' && groups.length === 0;
  return (
    <Modal.Root opened onClose={onClose} yOffset="10vh" size={600} className="box">
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content radius="md" aria-label="Search and commands">
        <TextInput
          variant="unstyled"
          className="box-field"
          aria-label="Search or do something"
          placeholder="Search customers, products, purchases, or do something"
          value={typed}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          role="combobox"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={groups.length > 0}
          aria-controls={groups.length > 0 ? list : undefined}
          aria-activedescendant={selected && elementId(list, selected)}
          leftSection={<SearchIcon size={17} />}
          rightSection={isSearching ? <Loader size={14} aria-hidden /> : undefined}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setSelectedId(undefined);
            setAwaited(undefined);
          }}
          onKeyDown={onKeyDown}
        />
        {groups.length > 0 && (
          <OptionList
            id={list}
            groups={groups}
            selected={selected}
            onSelect={({ id }) => setSelectedId(id)}
            onChoose={choose}
          />
        )}
        {failed.length > 0 && (
          <Text size="sm" p="sm" role="alert" className="box-note">
            {new Intl.ListFormat('en').format(failed).replace(/^./, (first) => first.toUpperCase())} could not
            be searched. The page keeps trying.
          </Text>
        )}
        {isEmpty && failed.length === 0 && (
          <Text size="sm" c="dimmed" p="md" ta="center" className="box-note">
            {isSearching
              ? 'Searching…'
              : 'Nothing found. Names are found by how their words begin; e-mail addresses, SKUs and ids as a whole.'}
          </Text>
        )}
        <div className="box-foot" aria-hidden>
          <span>
            <kbd>↑</kbd> <kbd>↓</kbd> to move
          </span>
          <span>
            <kbd>Enter</kbd> to choose
          </span>
          <span>
            <kbd>Esc</kbd> to close
          </span>
        </div>
        <VisuallyHidden role="status">
          {!isSearching &&
            typed.trim() !== '' &&
            (isEmpty ? 'Nothing found' : counted(options.length, 'result'))}
        </VisuallyHidden>
      </Modal.Content>
    </Modal.Root>
  );
}
