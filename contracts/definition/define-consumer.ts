import type { EventContract } from './define-event.ts';

/** A consumer of events: its rule lets these through, and its handler takes them. */
export interface ConsumerContract<Events extends readonly EventContract[] = readonly EventContract[]> {
  /** The function's id: `ReserveStock`. */
  readonly name: string;
  /** What the consumer does, in one sentence. */
  readonly purpose: string;
  /** Each version of an event that may still arrive. */
  readonly events: Events;
}

/**
 * Declares a consumer.
 * @param name the function's id: `ReserveStock` is `functions/catalog/handlers/reserve-stock.ts`.
 * @param events the events it takes. During a change of version, both versions.
 */
export const defineConsumer = <const Events extends readonly EventContract[]>(
  name: string,
  purpose: string,
  events: Events,
): ConsumerContract<Events> => ({ name, purpose, events });
