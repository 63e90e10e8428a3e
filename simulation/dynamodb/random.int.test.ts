import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InMemoryDynamoDb, type TableChange } from './in-memory-dynamodb.ts';
import { type EngineStore, startEngineStore } from './testing/engine-store.ts';
import { inAnyOrder } from './testing/in-any-order.ts';
import { type Outcome, outcomeOf } from './testing/outcome.ts';
import { type Command, commands } from './testing/random-commands.ts';
import { TABLES } from './testing/tables.ts';

let engine: EngineStore;
beforeAll(async () => {
  engine = await startEngineStore();
});
afterAll(() => engine.close());

type Execute = (command: string, input: object) => object | Promise<object>;

/** The answers of a command, page by page if it asks for them. */
async function answersOf(execute: Execute, { command, input, pages }: Command): Promise<Outcome[]> {
  const answers: Outcome[] = [];
  let ExclusiveStartKey: unknown;
  do {
    const outcome = await outcomeOf(() =>
      execute(command, ExclusiveStartKey === undefined ? input : { ...input, ExclusiveStartKey }),
    );
    answers.push(normal(outcome, command));
    ExclusiveStartKey = pages ? outcome['LastEvaluatedKey'] : undefined;
  } while (ExclusiveStartKey !== undefined);
  return answers;
}

/** Scans and batches return items in any order. */
function normal(outcome: Outcome, command: string): Outcome {
  const { Items, Responses } = outcome as { Items?: object[]; Responses?: Record<string, object[]> };
  if (command === 'ScanCommand' && Items) return { ...outcome, Items: inAnyOrder(Items) };
  if (command !== 'BatchGetCommand' || !Responses) return outcome;
  const sorted = Object.entries(Responses).map(([table, items]) => [table, inAnyOrder(items)]);
  return { ...outcome, Responses: Object.fromEntries(sorted) };
}

test('any commands have the same answers, results and changes in memory as in the engine', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(commands, { minLength: 5, maxLength: 40, size: 'max' }), async (all) => {
      await engine.clear();
      run += 1;
      const changes: TableChange[] = [];
      const memory = new InMemoryDynamoDb(TABLES, {
        now: () => 0,
        onChange: (more) => changes.push(...more),
      });
      for (const each of all) {
        // The engine remembers the tokens of earlier runs.
        const token = each.input['ClientRequestToken'];
        const input =
          token === undefined ? each.input : { ...each.input, ClientRequestToken: `${token} ${run}` };
        const one = { ...each, input };
        expect(await answersOf((...call) => memory.execute(...call), one)).toEqual(
          await answersOf((...call) => engine.execute(...call), one),
        );
      }
      for (const { TableName } of TABLES) {
        const table = String(TableName);
        expect(inAnyOrder(memory.items(table))).toEqual(inAnyOrder(await engine.items(table)));
        expect(changes.filter((change) => change.table === table)).toEqual(await engine.changes(table));
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 40) },
  );
});
