import type { Role } from '../../contracts/definition/roles.ts';
import { parseOptions } from '../terminal/parse-options.ts';
import { portFrom } from '../terminal/port-option.ts';
import { UsageError } from '../terminal/usage-error.ts';

export const USAGE = `Usage: npm run --silent token -- [--role viewer|editor] [--port N | --url URL]

Prints an access token for the API: for npm start or an emulator of a ready-made person, for a deployed system of the person
who signs in with the browser. Nothing else is printed on stdout, so that it can be used in a command:

  TOKEN=$(npm run --silent token -- --role editor)
  curl -H "authorization: Bearer $TOKEN" http://localhost:3000/api/customers

  --role ROLE   viewer or editor (default editor); on AWS, the person's own role counts
  --port N      the port of npm start (default 3000)
  --url URL     the address of a web page that is deployed to AWS, or of the API on an emulator
  --help        show this help
`;

/** Reads the command line of `npm run token`; undefined if it asks for help. @throws UsageError */
export function readArguments(args: readonly string[]): { url: string; role: Role } | undefined {
  const { help, role, port, url } = parsed(args);
  if (help) return undefined;
  if (role !== 'viewer' && role !== 'editor') {
    throw new UsageError(`--role must be viewer or editor, not "${role}".`);
  }
  if (url === undefined) return { role, url: `http://localhost:${portFrom(port ?? '3000')}` };
  if (port !== undefined) throw new UsageError('Use either --port or --url.');
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new UsageError(`--url must be a URL such as https://ID.cloudfront.net, not "${url}".`);
  }
  return { role, url };
}

function parsed(args: readonly string[]) {
  return parseOptions({
    args: [...args],
    options: {
      role: { type: 'string', default: 'editor' },
      port: { type: 'string' },
      url: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
}
