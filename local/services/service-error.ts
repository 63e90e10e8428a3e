import type { AwsResponse } from './aws-api.ts';

/** Why a service refuses a call. */
export abstract class ServiceError<Type extends string> extends Error {
  /** The error's name in the service's API. */
  readonly type: Type;

  constructor(type: Type, message: string) {
    super(message);
    this.type = type;
  }

  /** The response to the call. */
  abstract get response(): AwsResponse;
}
