import type {
  BatchGetCommandInput,
  BatchWriteCommandInput,
  DeleteCommandInput,
  GetCommandInput,
  PutCommandInput,
  QueryCommandInput,
  ScanCommandInput,
  TransactGetCommandInput,
  TransactWriteCommandInput,
  UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { itemIn } from '../values/copy-in.ts';
import { ValidationException } from '../values/errors.ts';
import type { Item } from '../values/value.ts';

/** The commands of the document client that the store runs. */
export interface Inputs {
  readonly GetCommand: GetCommandInput;
  readonly PutCommand: PutCommandInput;
  readonly UpdateCommand: UpdateCommandInput;
  readonly DeleteCommand: DeleteCommandInput;
  readonly QueryCommand: QueryCommandInput;
  readonly ScanCommand: ScanCommandInput;
  readonly BatchGetCommand: BatchGetCommandInput;
  readonly BatchWriteCommand: BatchWriteCommandInput;
  readonly TransactGetCommand: TransactGetCommandInput;
  readonly TransactWriteCommand: TransactWriteCommandInput;
}

/** Parameters that were replaced by expressions years ago. */
const LEGACY = [
  'AttributesToGet',
  'AttributeUpdates',
  'ConditionalOperator',
  'Expected',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
];

/** @throws Error if a request has a parameter that the store does not have, so that it is not ignored */
export function checkParameters(input: object): void {
  const legacy = LEGACY.find((name) => (input as Record<string, unknown>)[name] !== undefined);
  if (legacy !== undefined) throw new Error(`${legacy} is not supported: use an expression`);
}

/** A copy of an item or key of a request. @throws ValidationException if it is missing */
export function required(name: string, input: object | undefined | null): Item {
  if (input === undefined || input === null) throw new ValidationException(`${name} must not be null`);
  return itemIn(input);
}

/** The values of a request's placeholders; `undefined` ones are left out. */
export const valuesIn = (values: object | undefined): Item | undefined =>
  values === undefined ? undefined : itemIn(values);
