import { Box, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { PlusIcon } from '../components/icons.tsx';
import './segments.css';

interface AddChipProps {
  /** What it adds, such as `Bought a product`. */
  readonly label: string;
  /** The picker. It calls `done` once something is picked. */
  readonly picker: (done: () => void) => ReactNode;
}

/** A button that makes room for a picker, and is back once something was picked, or with Escape. */
export function AddChip({ label, picker }: AddChipProps) {
  const [isOpen, { open, close }] = useDisclosure();
  if (isOpen) return <OpenPicker onClose={close}>{picker(close)}</OpenPicker>;
  return (
    <Button
      variant="default"
      size="xs"
      radius="xl"
      className="add-chip"
      leftSection={<PlusIcon size={13} />}
      onClick={open}
    >
      {label}
    </Button>
  );
}

function OpenPicker({ onClose, children }: { readonly onClose: () => void; readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('input')?.focus(), []);
  const closeOnLeaving = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!currentTarget.contains(relatedTarget)) onClose();
  };
  const closeOnEscape = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') onClose();
  };
  return (
    <Box className="chip-picker" ref={place} onBlur={closeOnLeaving} onKeyDown={closeOnEscape}>
      {children}
    </Box>
  );
}
