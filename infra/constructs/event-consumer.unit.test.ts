import { expect, test } from 'vitest';
import * as z from 'zod';
import { defineEvent } from '../../contracts/definition/define-event.ts';
import { patternOf } from './event-consumer.ts';

test('a pattern lists each event and each source once, however many versions there are', () => {
  const data = z.object({});
  const events = [
    defineEvent('multidomain.customer', 'ThingDone', data),
    defineEvent('multidomain.customer', 'ThingDone', data, 2),
    defineEvent('multidomain.catalog', 'OtherDone', data),
  ];
  expect(patternOf(events)).toEqual({
    source: ['multidomain.customer', 'multidomain.catalog'],
    detailType: ['ThingDone', 'OtherDone'],
  });
});
