import { type AwsResponse, errorResponse } from '../aws-api.ts';

/** AWS's answer to a request that does not keep its rules; an SDK does not repeat it. */
export function validationException(message: string): AwsResponse {
  return errorResponse(400, 'com.amazon.coral.validate#ValidationException', message);
}

/** AWS's answer when a server failed with the request in its hands, whatever became of it; an SDK repeats it. */
export function internalServerError(): AwsResponse {
  return errorResponse(
    500,
    'com.amazonaws.dynamodb.v20120810#InternalServerError',
    'The request processing has failed because of an unknown error, exception or failure.',
  );
}
