import { parseArgs } from 'node:util';
import { PLACE_USAGE, type Place, placeFrom, placeOptions } from '../running/place.ts';
import { UsageError } from '../terminal/usage-error.ts';

export const USAGE = `Usage: npm run dead-letters -- list
       npm run dead-letters -- show ID
       npm run dead-letters -- redrive [ID…]
       npm run dead-letters -- discard ID…

Dead letters are events that a consumer could not handle or that could not be delivered to it, and stream records that a
publisher could not understand. They are kept for 14 days.

  list       what failed, where, why and since when
  show       the same of one, with the whole event or record
  redrive    hands them to their consumer or publisher again; without ID, all of them
  discard    deletes them

${PLACE_USAGE}
  --json               print JSON, for programs
  --help               show this help
`;

export type Action =
  | { readonly kind: 'list' }
  | { readonly kind: 'show'; readonly id: string }
  /** Without ids: all. */
  | { readonly kind: 'redrive'; readonly ids: readonly string[] }
  | { readonly kind: 'discard'; readonly ids: readonly string[] };

export interface Arguments {
  readonly action: Action;
  readonly place: Place;
  readonly json: boolean;
}

/** Reads the command line of `npm run dead-letters`; undefined if it asks for help. @throws UsageError */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  return { action: actionFrom(positionals), place: placeFrom(values), json: values.json };
}

function actionFrom([command, ...ids]: readonly string[]): Action {
  const [id, ...others] = ids;
  switch (command) {
    case 'list':
      if (id !== undefined) throw new UsageError('list takes no ID; show does.');
      return { kind: command };
    case 'show':
      if (id === undefined || others.length > 0) throw new UsageError('show takes one ID.');
      return { kind: command, id };
    case 'redrive':
      return { kind: command, ids };
    case 'discard':
      if (id === undefined) throw new UsageError('discard takes at least one ID.');
      return { kind: command, ids };
    default:
      throw new UsageError('Expected list, show, redrive or discard.');
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...placeOptions,
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
