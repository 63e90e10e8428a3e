import { type AwsResponse, errorResponse, jsonResponse } from '../aws-api.ts';
import type { KeyFault } from './key-faults.ts';

/** AWS's response to an invalid request; SDKs do not retry it. */
export function validationException(message: string): AwsResponse {
  return errorResponse(400, 'com.amazon.coral.validate#ValidationException', message);
}

/** AWS's response to a request with a key that it refuses, alone or as one of the items of a transaction. */
export function refusedKey({ message, at, of }: KeyFault): AwsResponse {
  if (at === undefined) return validationException(message);
  const reasons = Array.from({ length: of ?? 0 }, (_, index) =>
    index === at ? { Code: 'ValidationError', Message: message } : { Code: 'None' },
  );
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return jsonResponse(400, {
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    CancellationReasons: reasons,
  });
}

/**
 * AWS's response when a server failed while handling the request, which may or may not have taken effect; SDKs retry
 * it.
 */
export function internalServerError(): AwsResponse {
  return errorResponse(
    500,
    'com.amazonaws.dynamodb.v20120810#InternalServerError',
    'The request processing has failed because of an unknown error, exception or failure.',
  );
}
