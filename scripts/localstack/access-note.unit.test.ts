import { expect, test } from 'vitest';
import { whoMayCall } from './access-note.ts';

const url = 'http://localhost:4566/_aws/execute-api/7953cea5';

test('open access is announced with what it means, and how to end it', () => {
  const note = whoMayCall(url, false);
  expect(note).toContain('anybody who reaches http://localhost:4566 is an editor');
  expect(note).toContain('npm run deploy:localstack -- -c authorization=cognito');
});

test('a deployment that asks for a sign-in says how to get a token', () => {
  const note = whoMayCall(url, true);
  expect(note).toContain(`npm run --silent token -- --url ${url}`);
  expect(note).not.toContain('anybody');
});
