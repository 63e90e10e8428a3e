import * as z from 'zod';
import * as catalogEvents from './catalog-events.ts';
import * as customerEvents from './customer-events.ts';
import type { EventContract } from './define-event.ts';
import * as purchaseEvents from './purchase-events.ts';

/** Every version of every event that the services tell each other. */
export const contracts: readonly EventContract[] = Object.values({
  ...customerEvents,
  ...catalogEvents,
  ...purchaseEvents,
});

/** A contract as others read it: EventBridge's `source`, `detail-type` and the JSON schema of `detail`. */
export interface PublishedContract {
  readonly name: string;
  readonly source: string;
  readonly schemaVersion: number;
  readonly detail: JsonSchema;
}

export type JsonSchema = { readonly [keyword: string]: unknown };

/** The file that a contract is published in, below `shared/events/published/`. */
export const fileOf = ({ name, schemaVersion }: Pick<EventContract, 'name' | 'schemaVersion'>): string =>
  `${name}.v${schemaVersion}.json`;

/** A contract as it is published. Objects are open: what a consumer does not know, it ignores. */
export function published({ name, source, schemaVersion, detail }: EventContract): PublishedContract {
  return {
    name,
    source,
    schemaVersion,
    detail: z.toJSONSchema(detail, {
      io: 'input',
      // A format says it all; zod's pattern for it may change with zod.
      override: ({ jsonSchema }) => {
        if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      },
    }),
  };
}
