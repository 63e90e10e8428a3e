import { Box, Kbd } from '@mantine/core';
import { useEffect } from 'react';
import type { Group, Option } from './option.ts';

interface OptionListProps {
  readonly id: string;
  readonly groups: readonly Group[];
  /** The option that Enter chooses. */
  readonly selected: Option | undefined;
  readonly onSelect: (option: Option) => void;
  readonly onChoose: (option: Option) => void;
}

/** The id of an option's element. */
export const elementId = (list: string, { id }: Option): string => `${list}-${id.replaceAll(/\W/g, '-')}`;

/** The options of the box in their groups. The focus stays in the field, whose `aria-activedescendant` is the selected one. */
export function OptionList({ id, groups, selected, onSelect, onChoose }: OptionListProps) {
  const selectedId = selected && elementId(id, selected);
  useEffect(() => {
    if (selectedId !== undefined) document.getElementById(selectedId)?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);
  return (
    <div role="listbox" id={id} aria-label="Results" className="box-options">
      {groups.map(({ label, options, isOutdated = false }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
        <div
          key={label}
          role="group"
          aria-labelledby={`${id}-${label.replaceAll(' ', '-')}`}
          className={isOutdated ? 'outdated' : ''}
        >
          <div id={`${id}-${label.replaceAll(' ', '-')}`} role="presentation" className="box-heading">
            {label}
          </div>
          {options.map((option) => (
            <Box
              key={option.id}
              role="option"
              id={elementId(id, option)}
              aria-selected={option === selected}
              className="box-option"
              // The focus stays in the field.
              onMouseDown={(event) => event.preventDefault()}
              // Not when the list scrolls below a pointer at rest.
              onMouseMove={() => onSelect(option)}
              onClick={() => onChoose(option)}
            >
              <span className="box-icon">{option.icon}</span>
              <span className="box-label">
                <bdi>{option.label}</bdi>
              </span>
              {option.detail !== undefined && <span className="box-detail">{option.detail}</span>}
              {option.keys !== undefined && <Kbd size="xs">{option.keys}</Kbd>}
            </Box>
          ))}
        </div>
      ))}
    </div>
  );
}
