import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { aCause, anId, NOW } from '../../shared/testing/fixed.ts';
import { causedBy, defineEvent } from './define-event.ts';
import { makeEvent, type Occurrence } from './make-event.ts';

const ThingDone = defineEvent('multidomain.catalog', 'ThingDone', z.object({ thing: z.string() }), 2);
const ThingUndone = defineEvent('multidomain.catalog', 'ThingUndone', z.object({ thing: z.string() }));

const anOccurrence = (changes: Partial<Occurrence> = {}): Occurrence => ({
  aggregateId: anId(1),
  version: 3,
  occurredAt: NOW,
  cause: aCause,
  ...changes,
});

const idOf = (
  occurrence: Partial<Occurrence> = {},
  contract: typeof ThingDone | typeof ThingUndone = ThingDone,
) => makeEvent(contract as typeof ThingDone, anOccurrence(occurrence), { thing: 'x' }).metadata.eventId;

describe('an event', () => {
  test('has the aggregate, version, time and cause of the write', () => {
    const cause = { correlationId: 'a-correlation', causationId: 'an-event' };
    expect(makeEvent(ThingDone, anOccurrence({ cause }), { thing: 'x' })).toEqual({
      name: 'ThingDone',
      source: 'multidomain.catalog',
      metadata: {
        eventId: expect.stringMatching(/^[\da-f-]{36}$/),
        schemaVersion: 2,
        aggregateId: anId(1),
        aggregateVersion: 3,
        occurredAt: NOW,
        correlationId: 'a-correlation',
        causationId: 'an-event',
      },
      data: { thing: 'x' },
    });
  });

  test('has the actor of the write, if there is one', () => {
    const actor = { id: 'somebody', role: 'editor' } as const;
    const { metadata } = makeEvent(ThingDone, anOccurrence({ cause: { ...aCause, actor } }), { thing: 'x' });
    expect(metadata.actor).toEqual(actor);
    expect(makeEvent(ThingDone, anOccurrence(), { thing: 'x' }).metadata).not.toHaveProperty('actor');
  });

  test('has an id that does not depend on the time', () => {
    expect(idOf({ occurredAt: '2026-03-15T00:00:00.000Z' })).toBe(idOf());
  });

  test('has a different id for a different name, aggregate or version', () => {
    const ids = [idOf(), idOf({ version: 4 }), idOf({ aggregateId: anId(2) }), idOf({}, ThingUndone)];
    expect(new Set(ids).size).toBe(4);
  });

  test('cannot be made from data that violates its contract', () => {
    expect(() => makeEvent(ThingDone, anOccurrence(), { thing: 7 } as never)).toThrow(z.ZodError);
    expect(() => makeEvent(ThingDone, anOccurrence({ version: 0 }), { thing: 'x' })).toThrow(z.ZodError);
  });
});

test('a consumer ignores unknown fields, but refuses another version of the event', () => {
  const { metadata, data } = makeEvent(ThingDone, anOccurrence(), { thing: 'x' });
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 6 }), fc.jsonValue()), (more) => {
      expect(ThingDone.detail.parse({ metadata, data: { ...more, ...data } }).data).toEqual(data);
    }),
  );
  const newer = { metadata: { ...metadata, schemaVersion: 3 }, data };
  expect(ThingDone.detail.safeParse(newer).success).toBe(false);
});

test.each([{}, { actor: { id: 'somebody', role: 'viewer' } as const }])(
  'what a consumer writes is caused by the event, with the same correlation id and actor (%j)',
  (who) => {
    const cause = { ...aCause, ...who };
    const { metadata } = makeEvent(ThingDone, anOccurrence({ cause }), { thing: 'x' });
    expect(causedBy(metadata)).toEqual({ ...cause, causationId: metadata.eventId });
  },
);
