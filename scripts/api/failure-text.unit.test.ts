import { expect, test } from 'vitest';
import { ApiProblem, ApiUnreachable } from '../../client/errors.ts';
import { SignInError } from '../tokens/sign-in-error.ts';
import { failureText } from './failure-text.ts';

const problem = (status: number, code: ApiProblem['code'], detail: string) =>
  new ApiProblem({ status, code, detail });

test('nobody who could be signed in, and no answer, are shown as they are', () => {
  expect(failureText(new SignInError('Nobody signed in.'))).toBe('Nobody signed in.');
  expect(failureText(new ApiUnreachable('No answer from x.', { status: 502 }))).toBe('No answer from x.');
});

test('a refusal is shown with its status', () => {
  const refused = problem(409, 'sku-taken' as ApiProblem['code'], 'The SKU is taken.');
  expect(failureText(refused)).toBe('The API answered 409: The SKU is taken.');
});

test('a refusal for lack of a sign-in or of a role is shown with what to do', () => {
  expect(failureText(problem(401, 'not-signed-in', 'Sign in first.'))).toMatch(
    /^The API answered 401: Sign in first\.\nGet a token.*npm run --silent token -- --url URL/,
  );
  expect(failureText(problem(403, 'access-denied', 'This needs the role editor.'))).toMatch(
    /^The API answered 403: This needs the role editor\.\n.*npm run users -- role EMAIL editor/,
  );
});

test('a bug has no such text', () => {
  expect(failureText(new TypeError('x is undefined'))).toBeUndefined();
  expect(failureText('text')).toBeUndefined();
});
