import { Button, Popover, Stack, Text } from '@mantine/core';
import { PersonIcon } from '../components/icons.tsx';
import { useMe, usePerson } from '../roles/use-me.ts';
import { session } from '../session/session.ts';

const roleNames = { viewer: 'Viewer: can see everything', editor: 'Editor: can change everything' };

/** Who is signed in, and the way to sign out. */
export function PersonMenu() {
  const person = usePerson();
  const { data } = useMe();
  if (person === undefined) return null;
  const name = person.name ?? person.id.slice(0, 8);
  return (
    <Popover position="bottom-end" width={250} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<PersonIcon size={15} />}
          aria-label={`Signed in as ${name}`}
          className="person"
        >
          <span className="person-name">{name}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <div>
            <Text size="sm" fw={600}>
              <bdi>{name}</bdi>
            </Text>
            {data !== undefined && <Text size="xs">{roleNames[data.role]}</Text>}
            <div className="ids">
              <code className="id">{person.id}</code>
            </div>
          </div>
          <Button variant="default" size="xs" onClick={() => void session.signOut()} data-autofocus>
            Sign out
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
