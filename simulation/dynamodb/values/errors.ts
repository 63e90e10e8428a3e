import {
  type CancellationReason,
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  IdempotentParameterMismatchException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Item } from './value.ts';

const refused = { $metadata: { httpStatusCode: 400 } } as const;

/** An invalid request. The SDK has no class of its own for it. */
export class ValidationException extends DynamoDBServiceException {
  constructor(message: string) {
    super({ ...refused, name: 'ValidationException', $fault: 'client', message });
  }
}

/** An invalid request, by an expression in it. @param what `ConditionExpression` */
export const invalidExpression = (what: string, problem: string): ValidationException =>
  new ValidationException(`Invalid ${what}: ${problem}`);

export const unknownTable = (): ResourceNotFoundException =>
  new ResourceNotFoundException({ ...refused, message: 'Requested resource not found' });

/** @param item the stored item, if the request asked for it. The SDK does not turn it into native values. */
export const conditionFailed = (item: Item | undefined): ConditionalCheckFailedException =>
  new ConditionalCheckFailedException({
    ...refused,
    message: 'The conditional request failed',
    ...(item !== undefined && { Item: marshall(item) }),
  });

/** @param reasons one for each write of the transaction, in their order. */
export function transactionCancelled(reasons: CancellationReason[]): TransactionCanceledException {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new TransactionCanceledException({ ...refused, message, CancellationReasons: reasons });
}

export const tokenMismatch = (): IdempotentParameterMismatchException =>
  new IdempotentParameterMismatchException({
    ...refused,
    message: 'The request used the same client token as an earlier one with other parameters',
  });
