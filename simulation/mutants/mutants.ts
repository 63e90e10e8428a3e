import { consumers } from './areas/consumers.ts';
import { counters } from './areas/counters.ts';
import { idempotency } from './areas/idempotency.ts';
import { outbox } from './areas/outbox.ts';
import { pastPurchases } from './areas/past-purchases.ts';
import { projections } from './areas/projections.ts';
import { rebuilding } from './areas/rebuilding.ts';
import { replicas } from './areas/replicas.ts';
import { reservations } from './areas/reservations.ts';
import { searches } from './areas/searches.ts';
import { tables } from './areas/tables.ts';
import { wiring } from './areas/wiring.ts';
import type { Mutant } from './mutant.ts';

/** Faults in everything that keeps the promises of docs/reliability.md. */
export const mutants: readonly Mutant[] = [
  ...outbox,
  ...consumers,
  ...projections,
  ...pastPurchases,
  ...counters,
  ...reservations,
  ...idempotency,
  ...replicas,
  ...tables,
  ...searches,
  ...rebuilding,
  ...wiring,
];
