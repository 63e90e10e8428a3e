import { expect, test } from 'vitest';
import { claimTexts } from './claim-texts.ts';

test('claims are text: lists with commas, times as Java writes dates, other numbers in digits', () => {
  expect(
    claimTexts({
      sub: '7',
      'cognito:groups': ['reader', 'writer'],
      exp: Date.UTC(2026, 10, 9, 7, 5, 8) / 1000,
      iat: 0,
      auth_time: 1_480_626_345,
      version: 2,
      email_verified: true,
      address: { country: 'NZ' },
    }),
  ).toEqual({
    sub: '7',
    'cognito:groups': 'reader,writer',
    exp: 'Mon Nov 09 07:05:08 UTC 2026',
    iat: 'Thu Jan 01 00:00:00 UTC 1970',
    auth_time: '1480626345',
    version: '2',
    email_verified: 'true',
    address: '{"country":"NZ"}',
  });
});
