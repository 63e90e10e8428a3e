import { Box, Button, Paper, Stack, Text } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { type FocusEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { PersonIcon } from '../components/icons.tsx';
import { useMe, usePerson } from '../roles/use-me.ts';
import { session } from '../session/session.ts';

const roleNames = { viewer: 'Viewer: can see everything', editor: 'Editor: can change everything' };

/**
 * Who is signed in, and the way to sign out. It is always at the end of the header, so it does without Mantine's popover,
 * whose code would be a good part of what the start page loads.
 */
export function PersonMenu() {
  const person = usePerson();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const place = useClickOutside<HTMLDivElement>(close);
  const button = useRef<HTMLButtonElement>(null);
  const buttonId = useId();
  const menuId = useId();
  if (person === undefined) return null;
  const name = person.name ?? person.id.slice(0, 8);
  const closeOnEscape = ({ key }: KeyboardEvent): void => {
    if (key !== 'Escape' || !isOpen) return;
    button.current?.focus();
    close();
  };
  const closeOnLeaving = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) close();
  };
  return (
    <Box className="person-place" ref={place} onKeyDown={closeOnEscape} onBlur={closeOnLeaving}>
      <Button
        variant="default"
        size="xs"
        leftSection={<PersonIcon size={15} />}
        ref={button}
        id={buttonId}
        aria-label={`Signed in as ${name}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        className="person"
        onClick={() => setOpen(!isOpen)}
      >
        <span className="person-name">{name}</span>
      </Button>
      {isOpen && (
        <Paper
          withBorder
          shadow="md"
          id={menuId}
          role="dialog"
          aria-labelledby={buttonId}
          // Keeps the menu open while somebody selects the id.
          tabIndex={-1}
          className="person-menu"
        >
          <Content id={person.id} name={name} />
        </Paper>
      )}
    </Box>
  );
}

function Content({ id, name }: { readonly id: string; readonly name: string }) {
  const { data } = useMe();
  return (
    <Stack gap="xs">
      <div>
        <Text size="sm" fw={600}>
          <bdi>{name}</bdi>
        </Text>
        {data !== undefined && <Text size="xs">{roleNames[data.role]}</Text>}
        <div className="ids">
          <code className="id">{id}</code>
        </div>
      </div>
      <Button variant="default" size="xs" ref={focus} onClick={() => void session.signOut()}>
        Sign out
      </Button>
    </Stack>
  );
}

const focus = (button: HTMLButtonElement | null): void => button?.focus();
