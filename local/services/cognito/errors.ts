import { type AwsResponse, errorResponse } from '../aws-api.ts';
import { ServiceError } from '../service-error.ts';

/** Why Cognito refuses a call. */
export class CognitoError extends ServiceError<
  | 'InvalidParameterException'
  | 'ResourceNotFoundException'
  | 'UsernameExistsException'
  | 'UserNotFoundException'
> {
  override readonly name = 'CognitoError';

  get response(): AwsResponse {
    return errorResponse(400, this.type, this.message, { 'content-type': 'application/x-amz-json-1.1' });
  }
}
