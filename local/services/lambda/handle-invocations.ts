import { parseJson } from '../../json.ts';
import { type AwsRequest, type AwsResponse, jsonResponse } from '../aws-api.ts';
import type { Invoke } from '../invoke.ts';
import { functionArn } from './api.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Answers calls of `Invoke`: with the function's result, or with its error and the header that says so. */
export function handleInvocations(invoke: Invoke, isKnown: (functionArn: string) => boolean) {
  return async ({ parameters, headers, body }: AwsRequest): Promise<AwsResponse> => {
    const calledArn = functionArn(parameters['FunctionName']);
    if (!isKnown(calledArn)) {
      return refusal(404, 'ResourceNotFoundException', `Function not found: ${calledArn}`);
    }
    const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
    if (type !== 'RequestResponse') {
      const message = `InvocationType is "${type}"; allowed here: RequestResponse`;
      return refusal(400, 'InvalidParameterValueException', message);
    }
    const event = body.length === 0 ? {} : parseJson(body.toString('utf8'));
    if (event === undefined) {
      return refusal(400, 'InvalidRequestContentException', 'Could not parse request body into json');
    }
    const result = await invoke(calledArn, event);
    if (result.ok) return jsonResponse(200, result.payload ?? null, JSON_TYPE);
    const { type: errorType, message: errorMessage } = result.error;
    const failed = { ...JSON_TYPE, 'x-amz-function-error': 'Unhandled' };
    return jsonResponse(200, { errorType, errorMessage }, failed);
  };
}

function refusal(status: number, type: string, message: string): AwsResponse {
  return jsonResponse(status, { Type: 'User', Message: message }, { ...JSON_TYPE, 'x-amzn-errortype': type });
}
