import { runCommand } from '../terminal/run-command.ts';
import { type Action, type Arguments, commandAt, type Place, readArguments, USAGE } from './arguments.ts';
import { explain } from './explain.ts';
import { firstPassword } from './first-password.ts';
import { addPerson, listPeople, type Person, removePerson, setRole } from './people.ts';
import { type UserPool, userPoolAt } from './user-pool.ts';

/** How long access tokens last: their holder's role is checked, not looked up. */
const LATER = 'Whoever is signed in keeps the former role for up to 15 minutes.';

let read: Arguments | undefined;
process.exitCode = await runCommand(
  USAGE,
  async () => {
    read = readArguments(process.argv.slice(2));
    return read && run(read);
  },
  { explain: (error) => read && explain(error, read.action, read.place) },
);

async function run({ action, place }: Arguments): Promise<string> {
  const pool = await userPoolAt(place);
  switch (action.kind) {
    case 'add':
      return add(pool, action, place);
    case 'role':
      await setRole(pool, action.email, action.role);
      return `${action.email} now has the role ${action.role}. ${LATER}`;
    case 'remove':
      await removePerson(pool, action.email);
      return `${action.email} is removed and signed out. A token that was given out lasts for up to 15 minutes.`;
    case 'list':
      return listOf(await listPeople(pool), place);
  }
}

async function add(
  pool: UserPool,
  { email, role, printPassword }: Extract<Action, { kind: 'add' }>,
  place: Place,
): Promise<string> {
  const password = printPassword ? firstPassword() : undefined;
  await addPerson(pool, email, role, password);
  const added = `${email} is added as ${role}.`;
  if (place.kind === 'local') return `${added} The login page offers them; it asks for no password.`;
  return password === undefined
    ? `${added} An e-mail with the first password, which is valid for three days, is on its way.`
    : `${added} The first password, valid for three days and shown only here: ${password}`;
}

function listOf(people: readonly Person[], place: Place): string {
  if (people.length === 0) return `Nobody may sign in. ${commandAt(place)} add EMAIL adds somebody.`;
  const width = Math.max(...people.map(({ email }) => email.length));
  return people
    .map(({ email, role = 'no role', status }) => `${email.padEnd(width)}  ${role.padEnd(7)}  ${status}`)
    .join('\n');
}
