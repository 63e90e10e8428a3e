import {
  type AskedOf,
  type Disclosure,
  type DisclosureContract,
  disclosureRefusals,
  type HeldOf,
  questionSchema,
} from '../../contracts/definition/define-disclosure.ts';
import { logger } from '../logging/logger.ts';
import { Refusal } from '../refusals/refusal.ts';
import { type Invocation, msOf, withinMs } from '../retries/time-budget.ts';

/**
 * A Lambda that answers what its service holds of a customer. It is invoked by the function that exports a person's data.
 * @param tell returns what is held, or throws a refusal.
 * @returns the Lambda's handler, with its `contract`.
 */
export function disclose<Contract extends DisclosureContract>(
  contract: Contract,
  tell: (asked: AskedOf<Contract>, now: string) => Promise<HeldOf<Contract>>,
) {
  const handler = async (event: unknown, invocation?: Invocation): Promise<Disclosure> => {
    const { correlationId, asked } = questionSchema.parse(event);
    logger.resetKeys();
    logger.appendKeys({ correlationId });
    const parsed = contract.asked.parse(asked) as AskedOf<Contract>;
    try {
      const held = await withinMs(msOf(invocation), () => tell(parsed, new Date().toISOString()));
      logger.info('disclosed', { customerId: parsed.customerId });
      return { held };
    } catch (error) {
      const code = disclosureRefusals.find((one) => error instanceof Refusal && error.code === one);
      if (code !== undefined) return { refused: { code, detail: (error as Refusal).message } };
      logger.error('not disclosed', { error: error as Error });
      throw error;
    }
  };
  return Object.assign(handler, { contract });
}
