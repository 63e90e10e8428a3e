import { expect, test } from 'vitest';
import { hasRecordings, recordedPatterns, recordingsFolder } from './testing/recordings.ts';

test(hasRecordings ? 'recordings of AWS are there' : 'there are no recordings of AWS to compare with', () => {
  if (!hasRecordings)
    console.info(
      `Not compared with recordings of AWS: they are missing, and would lie in ${recordingsFolder}.`,
    );
  expect(recordedPatterns().length > 0).toBe(hasRecordings);
});
