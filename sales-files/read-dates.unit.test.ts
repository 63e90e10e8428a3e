import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DateOrder, orderOf, readDate } from './read-dates.ts';
import { inUtc } from './time-zone.ts';

/** The time that a cell says in UTC; `order` decides where both are possible. */
function utc(cell: string, order: DateOrder = 'day-first', zone = 'UTC'): string | undefined {
  const read = readDate(cell);
  if (read.kind === 'unreadable') return undefined;
  return inUtc(read.kind === 'date' ? read.time : read.readings[order], zone);
}

describe('a date is read', () => {
  test.each([
    ['2024-12-01', '2024-12-01T00:00:00.000Z'],
    ['2024-12-01T08:26:30Z', '2024-12-01T08:26:30.000Z'],
    ['2024-12-01 08:26:30.123', '2024-12-01T08:26:30.000Z'],
    ['2024-12-01T08:26:30+01:00', '2024-12-01T07:26:30.000Z'],
    ['2024-04-12 10:15:00 -0400', '2024-04-12T14:15:00.000Z'],
    ['2024/12/1', '2024-12-01T00:00:00.000Z'],
    ['2024.12.01', '2024-12-01T00:00:00.000Z'],
    ['2024年12月1日', '2024-12-01T00:00:00.000Z'],
    ['20241201', '2024-12-01T00:00:00.000Z'],
    ['1.12.2024', '2024-12-01T00:00:00.000Z'],
    ['01/12/2024 8:26', '2024-12-01T08:26:00.000Z'],
    ['01-12-24', '2024-12-01T00:00:00.000Z'],
    ['31/12/99', '1999-12-31T00:00:00.000Z'],
    ['1 Dec 2024', '2024-12-01T00:00:00.000Z'],
    ['1st December 2024', '2024-12-01T00:00:00.000Z'],
    ['Dec 1, 2024, 8:26 PM', '2024-12-01T20:26:00.000Z'],
    ['December 1, 2024 at 12:05 am', '2024-12-01T00:05:00.000Z'],
    ['01-Dec-24', '2024-12-01T00:00:00.000Z'],
    ['1. März 2024', '2024-03-01T00:00:00.000Z'],
    ['3 août 2024', '2024-08-03T00:00:00.000Z'],
    ['5 de enero de 2024', '2024-01-05T00:00:00.000Z'],
    ['5 stycznia 2024', '2024-01-05T00:00:00.000Z'],
    ['45627', '2024-12-01T00:00:00.000Z'],
    ['45627.5', '2024-12-01T12:00:00.000Z'],
    ['29.02.2024', '2024-02-29T00:00:00.000Z'],
  ])('%s', (cell, time) => {
    expect(utc(cell)).toBe(time);
  });

  test.each([
    '',
    'soon',
    '31/02/2024',
    '29.02.2023',
    '2024-13-01',
    '0/1/2024',
    '1/12/2024 25:00',
    '12',
    '2024',
    '99999',
  ])('and %j is not one', (cell) => expect(readDate(cell).kind).toBe('unreadable'));
});

test('a date that could have the day or the month first has both readings', () => {
  expect(utc('01/12/2024', 'day-first')).toBe('2024-12-01T00:00:00.000Z');
  expect(utc('01/12/2024', 'month-first')).toBe('2024-01-12T00:00:00.000Z');
  expect(readDate('05/05/2024').kind).toBe('date');
});

describe('the order of a column', () => {
  test.each([
    [['01/12/2024', '13/12/2024'], 'day-first'],
    [['01/12/2024', '12/13/2024'], 'month-first'],
    [['1.12.2024'], 'day-first'],
    [['01/12/2024', '02/11/2024'], undefined],
    [['13/12/2024', '12/13/2024'], 'both'],
    [['2024-12-13'], undefined],
  ])('%j is %s', (cells, order) => {
    expect(orderOf(cells)).toBe(order);
  });
});

const days = fc.date({ min: new Date('1971-01-01'), max: new Date('2037-12-31'), noInvalidDate: true });
const pad = (value: number) => String(value).padStart(2, '0');
const forms: readonly ((year: number, month: number, day: number) => string)[] = [
  (y, m, d) => `${y}-${pad(m)}-${pad(d)}`,
  (y, m, d) => `${pad(d)}.${pad(m)}.${y}`,
  (y, m, d) => `${d}/${m}/${y}`,
  (y, m, d) => `${pad(m)}/${pad(d)}/${y}`,
  (y, m, d) => `${d} ${new Intl.DateTimeFormat('en', { month: 'long' }).format(new Date(y, m - 1, d))} ${y}`,
];

test('a column in any form is read as it was written, if its order is known or tells', () => {
  fc.assert(
    fc.property(fc.array(days, { minLength: 1 }), fc.nat(forms.length - 1), (dates, form) => {
      const cells = dates.map(
        (date) => forms[form]?.(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()) ?? '',
      );
      const order = orderOf(cells);
      const written: DateOrder = form === 3 ? 'month-first' : 'day-first';
      expect([written, undefined]).toContain(order);
      for (const [n, date] of dates.entries()) {
        expect(utc(cells[n] as string, written)?.slice(0, 10)).toBe(date.toISOString().slice(0, 10));
      }
    }),
  );
});

describe('a time without a zone is that of the shop', () => {
  test.each([
    ['2024-07-01 12:00', 'Europe/Berlin', '2024-07-01T10:00:00.000Z'],
    ['2024-12-01 12:00', 'Europe/Berlin', '2024-12-01T11:00:00.000Z'],
    ['2024-03-31 02:30', 'Europe/Berlin', '2024-03-31T01:30:00.000Z'],
    ['2024-12-01 12:00', 'Asia/Kolkata', '2024-12-01T06:30:00.000Z'],
    ['2024-12-01T12:00:00Z', 'Asia/Kolkata', '2024-12-01T12:00:00.000Z'],
  ])('%s in %s', (cell, zone, time) => {
    expect(utc(cell, 'day-first', zone)).toBe(time);
  });
});
