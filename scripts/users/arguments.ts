import { type Role, roles } from '../../contracts/definition/roles.ts';
import { parseOptions } from '../terminal/parse-options.ts';
import { portFrom } from '../terminal/port-option.ts';
import { UsageError } from '../terminal/usage-error.ts';

export const USAGE = `Usage: npm run users -- add EMAIL [--role viewer|editor] [--print-password]
       npm run users -- role EMAIL viewer|editor
       npm run users -- remove EMAIL
       npm run users -- list

Manages the people who may sign in: those of npm start, or with --stage those of a stage on AWS. That needs AWS
credentials and a region (AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_REGION).

  --role ROLE        with add, what the person may do: viewer reads, editor reads and writes (default viewer)
  --print-password   with add, print the first password here, instead of sending it by e-mail
  --stage STAGE      dev or prod
  --port N           the port of npm start (default 3000)
  --help             show this help
`;

/** Where the people are: in the embedded runtime on a port of this machine, or in a stage on AWS. */
export type Place =
  | { readonly kind: 'local'; readonly port: number }
  | { readonly kind: 'aws'; readonly stage: 'dev' | 'prod' };

/** How to begin another command for the same people. */
export const commandAt = (place: Place): string =>
  `npm run users -- ${place.kind === 'aws' ? `--stage ${place.stage}` : `--port ${place.port}`}`;

export type Action =
  | { readonly kind: 'add'; readonly email: string; readonly role: Role; readonly printPassword: boolean }
  | { readonly kind: 'role'; readonly email: string; readonly role: Role }
  | { readonly kind: 'remove'; readonly email: string }
  | { readonly kind: 'list' };

export interface Arguments {
  readonly action: Action;
  readonly place: Place;
}

/** Reads the command line of `npm run users`; undefined if it asks for help. @throws UsageError */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  return { action: actionFrom(positionals, values), place: placeFrom(values) };
}

function actionFrom(
  [command, ...rest]: readonly string[],
  options: { readonly role?: string | undefined; readonly 'print-password'?: boolean | undefined },
): Action {
  const isAdd = command === 'add';
  if (!isAdd && options['print-password']) throw new UsageError('--print-password belongs to add.');
  if (!isAdd && options.role !== undefined) throw new UsageError('--role belongs to add.');
  const [email, role] = rest;
  expectForm(command, rest);
  switch (command) {
    case 'add':
      return {
        kind: command,
        email: emailFrom(email),
        role: roleFrom(options.role ?? 'viewer'),
        printPassword: options['print-password'] ?? false,
      };
    case 'role':
      return { kind: command, email: emailFrom(email), role: roleFrom(role) };
    case 'remove':
      return { kind: command, email: emailFrom(email) };
    default:
      return { kind: 'list' };
  }
}

/** What follows each command. */
const FORMS = new Map([
  ['add', ['EMAIL']],
  ['role', ['EMAIL', roles.join('|')]],
  ['remove', ['EMAIL']],
  ['list', []],
]);

function expectForm(command = '', rest: readonly string[]): void {
  const values = FORMS.get(command);
  if (values === undefined) throw new UsageError('Expected add, role, remove or list.');
  if (rest.length !== values.length) throw new UsageError(`Expected: ${[command, ...values].join(' ')}`);
}

function emailFrom(text = ''): string {
  if (!/^[^\s@]+@[^\s@]+$/.test(text)) throw new UsageError(`"${text}" is not an e-mail address.`);
  return text;
}

function roleFrom(text = ''): Role {
  const role = roles.find((one) => one === text);
  if (role === undefined) throw new UsageError(`The role must be ${roles.join(' or ')}, not "${text}".`);
  return role;
}

function placeFrom({ stage, port }: { stage?: string | undefined; port?: string | undefined }): Place {
  if (stage === undefined) return { kind: 'local', port: portFrom(port ?? '3000') };
  if (port !== undefined) throw new UsageError('Use either --port or --stage.');
  if (stage !== 'dev' && stage !== 'prod') {
    throw new UsageError(`--stage must be dev or prod, not "${stage}".`);
  }
  return { kind: 'aws', stage };
}

function parsed(args: readonly string[]) {
  return parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      role: { type: 'string' },
      'print-password': { type: 'boolean' },
      stage: { type: 'string' },
      port: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}
