import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import './segments.css';

interface ChipProps {
  /** What it filters by, such as `Bought`. */
  readonly label: string;
  /** For whom the button is read aloud, such as `Almond Nougat`; undefined while it is not known. */
  readonly name: string | undefined;
  readonly onRemove: () => void;
  /** Default: the name. */
  readonly children?: ReactNode;
}

/** A filter in words, which can be removed. */
export function Chip({ label, name, onRemove, children }: ChipProps) {
  return (
    <span className="chip">
      <span>
        {label} <bdi className="chip-name">{children ?? name ?? '…'}</bdi>
      </span>
      <CloseButton
        size="xs"
        aria-label={`Remove the filter ${label.toLowerCase()} ${name ?? ''}`.trim()}
        onClick={onRemove}
      />
    </span>
  );
}
