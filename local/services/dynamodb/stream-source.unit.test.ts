import { expect, test, vi } from 'vitest';
import { Activity } from '../activity.ts';
import type { StreamReader } from './stream-reader.ts';
import { StreamSource } from './stream-source.ts';
import { aStreamEventSource } from './testing/tables.ts';

/** Lets everything go on that waits for no timer. */
async function goOn(): Promise<void> {
  for (let step = 0; step < 50; step += 1) await Promise.resolve();
}

test('what is written during an invocation, or a moment after it, is handed over together', async () => {
  const written: string[] = [];
  const reader: Pick<StreamReader, 'read' | 'shardId'> = {
    shardId: '',
    read: async () => {
      const records = written.splice(0).map((SequenceNumber) => ({ dynamodb: { SequenceNumber } }));
      return { records: records as never, last: true, end: undefined };
    },
  };
  const batches: unknown[] = [];
  const invocation = Promise.withResolvers<void>();
  const source = new StreamSource({
    spec: aStreamEventSource(),
    reader: reader as StreamReader,
    activity: new Activity(),
    sendToQueue: async () => {},
    async invoke(_, event) {
      const { Records } = event as { Records: { dynamodb: { SequenceNumber: string } }[] };
      batches.push(Records.map(({ dynamodb }) => dynamodb.SequenceNumber).join(''));
      await invocation.promise;
      return { ok: true, payload: null };
    },
  });
  const write = (record: string) => {
    const answered = source.expectWrite();
    written.push(record);
    answered();
  };
  write('a');
  await goOn();
  expect(batches).toEqual(['a']);
  write('b');
  invocation.resolve();
  await goOn();
  write('c');
  await vi.waitFor(() => expect(batches).toEqual(['a', 'bc']), { timeout: 60_000 });
});
