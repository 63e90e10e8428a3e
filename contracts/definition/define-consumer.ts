import type { EventContract } from './define-event.ts';

/** A consumer of events: both the filter of its rule and the input of its handler are derived from it. */
export interface ConsumerContract<Events extends readonly EventContract[] = readonly EventContract[]> {
  /** The function's id: `ReserveStock`. */
  readonly name: string;
  /** What the consumer does, in one sentence. */
  readonly purpose: string;
  /** The events it receives, in every version that may still arrive. */
  readonly events: Events;
}

/**
 * Declares a consumer.
 * @param name the function's id: `ReserveStock` is `functions/catalog/handlers/reserve-stock.ts`.
 * @param events the events it receives; while an event changes its version, both versions.
 */
export const defineConsumer = <const Events extends readonly EventContract[]>(
  name: string,
  purpose: string,
  events: Events,
): ConsumerContract<Events> => ({ name, purpose, events });
