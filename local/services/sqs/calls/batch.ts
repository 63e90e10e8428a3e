import { z } from 'zod';
import { SqsError } from '../errors.ts';
import { parse, text } from './parameters.ts';

const MAX_ENTRIES = 10;

const batch = z.strictObject({
  QueueUrl: text,
  Entries: z.array(z.looseObject({ Id: z.string() }), 'Must be a list of entries'),
});

/** The parameters of a batch; its entries are not read any further. @throws SqsError when they cannot be a batch */
export function parseBatch(parameters: unknown): z.output<typeof batch> {
  const read = parse(batch, parameters);
  const ids = read.Entries.map(({ Id }) => Id);
  if (ids.length === 0) {
    throw new SqsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  }
  if (ids.length > MAX_ENTRIES) {
    const message = `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${ids.length}.`;
    throw new SqsError('TooManyEntriesInBatchRequest', message);
  }
  if (ids.some((id) => !/^[\w-]{1,80}$/.test(id))) {
    const allowed = 'only alphanumeric characters, hyphens and underscores, 80 at most';
    throw new SqsError('InvalidBatchEntryId', `A batch entry id has ${allowed}.`);
  }
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) throw new SqsError('BatchEntryIdsNotDistinct', `Id ${repeated} repeated.`);
  return read;
}

/** Carries out all entries, each on its own, and reports which ones succeeded. */
export async function eachEntry<Entry extends { readonly Id: string }>(
  entries: readonly Entry[],
  carryOut: (entry: Omit<Entry, 'Id'>) => object | Promise<object>,
): Promise<object> {
  const Successful: object[] = [];
  const Failed: object[] = [];
  const results = await Promise.allSettled(entries.map(async ({ Id: _, ...entry }) => carryOut(entry)));
  for (const [index, result] of results.entries()) {
    const Id = entries[index]?.Id;
    if (result.status === 'fulfilled') {
      Successful.push({ Id, ...result.value });
    } else {
      const error = result.reason;
      if (!(error instanceof SqsError)) throw error;
      Failed.push({ Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}

/** @throws SqsError ReceiptHandleIsInvalid for what can be no handle */
export function checkHandle(receiptHandle: string): void {
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(receiptHandle)) return;
  throw new SqsError('ReceiptHandleIsInvalid', `The input receipt handle "${receiptHandle}" is not valid.`);
}
