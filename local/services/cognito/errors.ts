import { type AwsResponse, errorResponse } from '../aws-api.ts';

type ErrorType =
  | 'InvalidParameterException'
  | 'ResourceNotFoundException'
  | 'UsernameExistsException'
  | 'UserNotFoundException';

/** Why Cognito refuses a call. */
export class CognitoError extends Error {
  override readonly name = 'CognitoError';
  readonly type: ErrorType;

  constructor(type: ErrorType, message: string) {
    super(message);
    this.type = type;
  }

  /** The response to the call. */
  get response(): AwsResponse {
    return errorResponse(400, this.type, this.message, { 'content-type': 'application/x-amz-json-1.1' });
  }
}
