import { type Service, services } from '../../contracts/definition/define-event.ts';
import { isId } from '../../shared/values/ids.ts';
import { PLACE_USAGE, type Place, placeFrom, placeOptions } from '../running/place.ts';
import { parseOptions } from '../terminal/parse-options.ts';
import { UsageError } from '../terminal/usage-error.ts';

export const USAGE = `Usage: npm run republish -- [options]

Publishes the current state again from the owners' tables: customers, products, reservations and purchases, removed ones
included. Needed after events were lost, such as by an outage of the bus of more than a day. It can be repeated at any time.

  --service NAME       only this service's tables: customer, catalog or purchases
  --id ID              only the row with this id
  --rate N             rows per second, 1 to 10000 (default 100)
  --from-start         do not continue where an earlier run stopped
${PLACE_USAGE}
  --help               show this help
`;

export interface Arguments {
  readonly place: Place;
  /** Default: all. */
  readonly service: Service | undefined;
  readonly id: string | undefined;
  /** Rows per second. */
  readonly rate: number;
  readonly fromStart: boolean;
}

/** Reads the command line of `npm run republish`; undefined if it asks for help. @throws UsageError */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const values = parsed(args);
  if (values.help) return undefined;
  return {
    place: placeFrom(values),
    service: serviceFrom(values.service),
    id: idFrom(values.id),
    rate: rateFrom(values.rate),
    fromStart: values['from-start'],
  };
}

function serviceFrom(text: string | undefined): Service | undefined {
  const service = services.find((each) => each === text);
  if (service === undefined && text !== undefined) {
    throw new UsageError(`--service must be ${services.join(', ')}, not "${text}".`);
  }
  return service;
}

function idFrom(text: string | undefined): string | undefined {
  if (text !== undefined && !isId(text)) {
    throw new UsageError(`--id must be the id of a customer, product or purchase, not "${text}".`);
  }
  return text?.toLowerCase();
}

/** The option `--rate`. @throws UsageError */
export function rateFrom(text: string): number {
  const rate = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (rate < 1 || rate > 10_000) throw new UsageError(`--rate must be from 1 to 10000, not "${text}".`);
  return rate;
}

function parsed(args: readonly string[]) {
  return parseOptions({
    args: [...args],
    options: {
      ...placeOptions,
      service: { type: 'string' },
      id: { type: 'string' },
      rate: { type: 'string', default: '100' },
      'from-start': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
}
