import { expect, test } from 'vitest';
import { UsageError } from '../terminal/usage-error.ts';
import { readArguments } from './arguments.ts';
import { stateFolder } from './state-folder.ts';

test('a file alone is imported into the system on this machine', () => {
  expect(readArguments(['sales.csv'])).toEqual({
    inputs: ['sales.csv'],
    baseUrl: 'http://localhost:3000',
    concurrency: 400,
    state: stateFolder(),
    force: false,
    dryRun: false,
    yes: false,
    json: false,
  });
});

test('everything that a file does not say can be said', () => {
  const said = readArguments([
    ...[
      'a.csv',
      'folder',
      '--currency',
      'eur',
      '--dates',
      'day-first',
      '--decimal',
      ',',
      '--encoding',
      'gbk',
    ],
    ...[
      '--mapping',
      'quantity=Menge,COUNTRY=,unitPrice=Preis in EUR',
      '--preset',
      'shopify',
      '--walk-in',
      'Shop',
    ],
    ...[
      '--cancelled-prefix',
      'C',
      '--counts',
      'paid,sent',
      '--time-zone',
      'europe/london',
      '--state',
      'x',
      '--yes',
    ],
  ]);
  expect(said).toMatchObject({
    inputs: ['a.csv', 'folder'],
    currency: 'EUR',
    dates: 'day-first',
    decimal: ',',
    encoding: 'gbk',
    mapping: { quantity: 'Menge', country: '', unitPrice: 'Preis in EUR' },
    preset: 'shopify',
    walkIn: 'Shop',
    cancelledPrefix: 'C',
    counts: ['paid', 'sent'],
    timeZone: 'Europe/London',
    state: 'x',
    yes: true,
  });
});

test.each([
  [[], 'Name one or more files'],
  [['a.csv', '--currency', 'XXQ'], '--currency must be an ISO 4217 code such as EUR, not "XXQ".'],
  [['a.csv', '--dates', 'first'], '--dates must be day-first or month-first, not "first".'],
  [['a.csv', '--preset', 'ebay'], '--preset must be online-retail or shopify'],
  [['a.csv', '--mapping', 'colour=Farbe'], 'The fields are invoiceNo, stockCode'],
  [['a.csv', '--time-zone', 'Mars'], '--time-zone must be one such as Europe/London'],
  [
    ['a.csv', '--base-url', 'localhost'],
    '--base-url must be a URL such as http://localhost:3000, not "localhost".',
  ],
  [['a.csv', '--stock', '-1'], /--stock/],
  [['a.csv', '--stock=-1'], '--stock must be a whole number from 0 to 1000000000, not "-1".'],
  [['a.csv', '--concurrency', '0'], '--concurrency must be a whole number from 1 to 1000, not "0".'],
  [['a.csv', '--fast'], /--fast/],
])('the arguments %j are refused', (args, message) => {
  expect(() => readArguments(args)).toThrow(UsageError);
  expect(() => readArguments(args)).toThrow(message);
});
