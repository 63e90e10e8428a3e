import { parentPort, workerData } from 'node:worker_threads';
import { type Batch, openDatabase } from './store-database.ts';

/** Writes batches to the database, on a thread of its own: waiting for the disk does not hold up anything else. */
const database = openDatabase(String(workerData));

parentPort?.on('message', (batch: Batch | 'close') => {
  if (batch === 'close') {
    database.close();
    parentPort?.close();
  } else {
    parentPort?.postMessage(failureOf(batch));
  }
});

/** Why the batch could not be written; undefined if it is. */
function failureOf(batch: Batch): string | undefined {
  try {
    database.write(batch);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
