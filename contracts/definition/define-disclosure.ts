import * as z from 'zod';
import { idSchema } from '../../shared/values/ids.ts';
import { lazy } from '../../shared/values/lazy.ts';
import { MAX_IDS } from './limits.ts';
import type { ProblemCode } from './problems.ts';
import { revenueSchema, timeSchema } from './shapes.ts';

/** Ids of which a service is asked what it holds. */
export const askedIds = /* @__PURE__ */ z.array(idSchema).max(MAX_IDS);

/** What a customer bought of a product, as a service has counted it. */
export const countedProductSchema = /* @__PURE__ */ z.strictObject({
  productId: idSchema,
  units: z.int(),
  purchases: z.int(),
  lastPurchasedAt: timeSchema,
  revenue: revenueSchema,
});

interface DisclosureProps {
  /** Which part is asked for; always with the customer's id. */
  readonly asked: z.ZodType<{ readonly customerId: string }>;
  /** The service's answer. */
  readonly held: z.ZodType;
}

/**
 * What a service answers when asked for everything that it holds of a customer. No service asks: the API does, for the
 * export of a person's data.
 */
export interface DisclosureContract<Props extends DisclosureProps = DisclosureProps> {
  readonly asked: Props['asked'];
  readonly held: Props['held'];
}

export type AskedOf<Contract extends DisclosureContract> = z.infer<Contract['asked']>;
export type HeldOf<Contract extends DisclosureContract> = z.infer<Contract['held']>;

/** Declares what a service discloses. Its schemas are built when they are first used. */
export function defineDisclosure<const Props extends DisclosureProps>(
  propsOf: () => Props,
): DisclosureContract<Props> {
  const props = lazy(propsOf);
  return {
    get asked() {
      return props().asked;
    },
    get held() {
      return props().held;
    },
  };
}

/** Why a service may not answer; anything else is an error. */
export const disclosureRefusals = [
  'not-found',
  'invalid-cursor',
  'overloaded',
] as const satisfies readonly ProblemCode[];

/** The event of the function that answers for a service. `asked` is parsed by the service's own contract. */
export const questionSchema = /* @__PURE__ */ z.strictObject({
  correlationId: z.string(),
  asked: z.unknown(),
});

/** The function's result: what the service holds, or why it does not say. */
export const disclosureSchema = /* @__PURE__ */ z.union([
  z.strictObject({ held: z.unknown() }),
  z.strictObject({ refused: z.strictObject({ code: z.enum(disclosureRefusals), detail: z.string() }) }),
]);

export type Question = z.infer<typeof questionSchema>;
export type Disclosure = z.infer<typeof disclosureSchema>;
