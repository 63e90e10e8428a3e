import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  type AskedOf,
  type DisclosureContract,
  disclosureSchema,
  type HeldOf,
  type Question,
} from '../../contracts/definition/define-disclosure.ts';
import { Refusal } from '../refusals/refusal.ts';

const lambda = new LambdaClient({});

/** Asks a service what it holds of a customer. */
export type Ask<Contract extends DisclosureContract> = (
  asked: AskedOf<Contract>,
  correlationId: string,
) => Promise<HeldOf<Contract>>;

/**
 * Asks by invoking the service's function.
 * @returns a function that throws the refusal with which the service answers, or an error if its function fails or
 * returns something else.
 */
export const askOf =
  <Contract extends DisclosureContract>(contract: Contract, functionName: string): Ask<Contract> =>
  async (asked, correlationId) => {
    const question: Question = { correlationId, asked };
    const { Payload, FunctionError } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(question) }),
    );
    // The function has logged its error with the correlation id.
    if (FunctionError !== undefined) throw new Error(`${functionName} failed: ${FunctionError}`);
    const answer = disclosureSchema.parse(JSON.parse(Payload?.transformToString() ?? 'null'));
    if ('refused' in answer) throw new Refusal(answer.refused.code, answer.refused.detail);
    return contract.held.parse(answer.held) as HeldOf<Contract>;
  };
