import { type AwsResponse, errorResponse } from '../aws-api.ts';
import { ServiceError } from '../service-error.ts';

/** Errors of SQS, with the codes by which SDKs knew them before SQS spoke JSON. */
const SQS_ERRORS = {
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  InvalidAttributeName: 'InvalidAttributeName',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  InvalidMessageContents: 'InvalidMessageContents',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  ReceiptHandleIsInvalid: 'ReceiptHandleIsInvalid',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
} as const;

/** Errors that SQS shares with other services. */
const COMMON_ERRORS = {
  InvalidParameterValueException: 'InvalidParameterValue',
  MissingRequiredParameterException: 'MissingParameter',
} as const;

type ErrorType = keyof typeof SQS_ERRORS | keyof typeof COMMON_ERRORS;

/** Why SQS refuses a call, or one entry of a batch. */
export class SqsError extends ServiceError<ErrorType> {
  override readonly name = 'SqsError';

  /** As batches and older SDKs name it. */
  get code(): string {
    return { ...SQS_ERRORS, ...COMMON_ERRORS }[this.type];
  }

  get response(): AwsResponse {
    const namespace = this.type in SQS_ERRORS ? 'com.amazonaws.sqs' : 'com.amazon.coral.service';
    return errorResponse(400, `${namespace}#${this.type}`, this.message, {
      'x-amzn-query-error': `${this.code};Sender`,
    });
  }
}

/** SQS's response when it could not keep what it was to remember; SDKs repeat the call. */
export const internalError: AwsResponse = errorResponse(
  500,
  'com.amazon.coral.service#InternalFailure',
  'The request processing has failed because of an unknown error, exception or failure.',
);

/** A parameter has a value that it must not have. @param reason a sentence, without a full stop */
export function invalidValue(parameter: string, value: unknown, reason: string): SqsError {
  const message = `Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}.`;
  return new SqsError('InvalidParameterValueException', message);
}

export function missingParameter(parameter: string): SqsError {
  return new SqsError(
    'MissingRequiredParameterException',
    `The request must contain the parameter ${parameter}.`,
  );
}
