import { expect, test } from 'vitest';
import { firstPassword } from './first-password.ts';

test('a first password has all that the user pool asks for, and is never the same', () => {
  const passwords = Array.from({ length: 200 }, firstPassword);
  for (const password of passwords) {
    expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[-+=#@%&!]).{20}$/);
  }
  expect(new Set(passwords).size).toBe(200);
  expect(new Set(passwords.map(([first]) => first)).size).toBeGreaterThan(30);
});
