import { type AwsResponse, errorResponse } from '../aws-api.ts';

/** AWS's response to an invalid request; SDKs do not retry it. */
export function validationException(message: string): AwsResponse {
  return errorResponse(400, 'com.amazon.coral.validate#ValidationException', message);
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
