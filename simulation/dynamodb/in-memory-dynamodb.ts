import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { batchGet, batchWrite } from './commands/batch.ts';
import type { OnChange } from './commands/commit.ts';
import { checkParameters, type Inputs } from './commands/inputs.ts';
import { query } from './commands/query.ts';
import { getItem } from './commands/read.ts';
import { scan } from './commands/scan.ts';
import { deleteItem, putItem, updateItem } from './commands/single-writes.ts';
import { Tables } from './commands/tables.ts';
import { Tokens } from './commands/tokens.ts';
import { transactGet, transactWrite } from './commands/transact.ts';
import { itemOut } from './values/copy-out.ts';
import type { Item } from './values/value.ts';

export type { TableChange } from './commands/commit.ts';
export type { Item } from './values/value.ts';

export interface InMemoryDynamoDbOptions {
  /** The time in milliseconds; tokens of transactions expire by it. */
  readonly now: () => number;
  /**
   * Takes the changes of each write or transaction, after it and before its answer. Not called if nothing changed, and
   * once for each item of a BatchWriteCommand. Default: nobody is told.
   */
  readonly onChange?: OnChange;
}

/**
 * DynamoDB in memory, as the document client sees it: synchronous, and the same commands always give the same answers.
 * All reads are consistent, indexes are never behind, and nothing is ever throttled, in conflict or expired.
 */
export class InMemoryDynamoDb {
  readonly #tables: Tables;
  readonly #commands: { readonly [Name in keyof Inputs]: (input: Inputs[Name]) => object };

  constructor(tables: readonly CreateTableCommandInput[], { now, onChange }: InMemoryDynamoDbOptions) {
    const stored = new Tables(tables);
    const tokens = new Tokens(now);
    this.#tables = stored;
    this.#commands = {
      GetCommand: (input) => getItem(stored, input),
      PutCommand: (input) => putItem(stored, input, onChange),
      UpdateCommand: (input) => updateItem(stored, input, onChange),
      DeleteCommand: (input) => deleteItem(stored, input, onChange),
      QueryCommand: (input) => query(stored, input),
      ScanCommand: (input) => scan(stored, input),
      BatchGetCommand: (input) => batchGet(stored, input),
      BatchWriteCommand: (input) => batchWrite(stored, input, onChange),
      TransactGetCommand: (input) => transactGet(stored, input),
      TransactWriteCommand: (input) => transactWrite(stored, input, tokens, onChange),
    };
  }

  /**
   * Runs one command of the document client at once.
   * @param command such as 'GetCommand'
   * @throws the SDK's own exception classes; Error for what the document client would not send, or the store does not have
   */
  execute(command: string, input: object): object {
    if (!Object.hasOwn(this.#commands, command)) throw new Error(`${command} is not supported`);
    checkParameters(input);
    return this.#commands[command as keyof Inputs](input as never);
  }

  /** All items of a table, for checks. */
  items(table: string): Item[] {
    return this.#tables.get(table).items.partitions.flatMap(({ items }) => items.map(itemOut));
  }
}
