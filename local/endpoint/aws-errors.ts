import type { Wording } from '../http/refusal-answer.ts';
import { type AwsResponse, jsonResponse } from '../services/aws-api.ts';

/** Error types by status, for errors that do not come from a service. */
const TYPES: Readonly<Record<number, string>> = {
  403: 'AccessDeniedException',
  500: 'InternalServerError',
  503: 'ServiceUnavailableException',
};

/**
 * An error that services have in common; some SDKs look for `Message`, others for `message`.
 * @param type without a namespace
 */
export function commonError(status: number, type: string, message: string): AwsResponse {
  return jsonResponse(status, { __type: `com.amazon.coral.service#${type}`, Message: message, message });
}

/** The server's own errors, in the format of AWS's JSON protocols. */
export const asAwsError: Wording = ({ status, detail, correlationId }) => {
  const { body } = commonError(status, TYPES[status] ?? 'MalformedHttpRequestException', detail);
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': correlationId };
  return { headers, body: String(body) };
};
