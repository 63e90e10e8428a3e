import type { EngineAnswer } from './engine-client.ts';

/** AWS's answer to a request that does not keep its rules; an SDK does not repeat it. */
export function validationException(message: string): EngineAnswer {
  return errorAnswer(400, 'com.amazon.coral.validate#ValidationException', message);
}

/** AWS's answer when a server failed with the request in its hands, whatever became of it; an SDK repeats it. */
export function internalServerError(): EngineAnswer {
  return errorAnswer(
    500,
    'com.amazonaws.dynamodb.v20120810#InternalServerError',
    'The request processing has failed because of an unknown error, exception or failure.',
  );
}

function errorAnswer(status: number, type: string, message: string): EngineAnswer {
  const body = Buffer.from(JSON.stringify({ __type: type, message }));
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}
