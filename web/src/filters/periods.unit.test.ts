import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from './days.ts';
import { periodsAt } from './periods.ts';

const days = (now: string) =>
  Object.fromEntries(
    periodsAt(new Date(now)).map(({ label, from, to }) => [label, `${dayOf(from)} ${dayOf(to)}`]),
  );

describe('the periods of a filter', () => {
  test('are whole days, and the months of the calendar', () => {
    expect(days('2024-03-01T12:00:00')).toEqual({
      Today: '2024-03-01 2024-03-01',
      'Last 7 days': '2024-02-24 2024-03-01',
      'This month': '2024-03-01 2024-03-31',
      'Last month': '2024-02-01 2024-02-29',
    });
    expect(days('2027-01-31T23:59:59')).toMatchObject({
      'Last 7 days': '2027-01-25 2027-01-31',
      'Last month': '2026-12-01 2026-12-31',
    });
  });

  test('begin and end at midnight of the reader, whatever the time', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(2000, 0, 1), max: new Date(2100, 0, 1), noInvalidDate: true }),
        (now) => {
          for (const { from, to } of periodsAt(now)) {
            const [first, next] = [new Date(from), new Date(Date.parse(to) + 1)];
            for (const midnight of [first, next]) {
              expect([midnight.getHours(), midnight.getMinutes(), midnight.getMilliseconds()]).toEqual([
                0, 0, 0,
              ]);
            }
            expect(first.getTime()).toBeLessThan(next.getTime());
          }
          const [today, , month, lastMonth] = periodsAt(now);
          expect(today && today.from <= now.toISOString() && now.toISOString() <= today.to).toBe(true);
          expect(Date.parse(lastMonth?.to ?? '') + 1).toBe(Date.parse(month?.from ?? ''));
        },
      ),
    );
  });
});
