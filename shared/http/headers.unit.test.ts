import { describe, expect, test } from 'vitest';
import { anApiEvent } from '../testing/api-event.ts';
import { headerOf, headerValues, setHeader } from './headers.ts';

const anEvent = (headers: Record<string, string | string[]>) => anApiEvent({ headers });

describe('a header', () => {
  test('is found by name, ignoring case', () => {
    expect(headerOf(anEvent({ 'x-TAG': 'a' }), 'X-Tag')).toBe('a');
    expect(headerOf(anEvent({ 'X-Other': 'a' }), 'X-Tag')).toBeUndefined();
  });

  test('has all its values in order, even if the names differ in case', () => {
    expect(headerValues(anEvent({ 'X-Tag': ['b', 'a'], 'x-tag': 'c' }), 'x-tag')).toEqual(['b', 'a', 'c']);
  });

  test.each([null, undefined, {}])(
    'is found if the event has no multiValueHeaders: %j',
    (multiValueHeaders) => {
      const event = { ...anEvent({ 'x-tag': 'a' }), multiValueHeaders: multiValueHeaders as never };
      expect(headerValues(event, 'X-Tag')).toEqual(['a']);
    },
  );

  test('with a single value may be repeated with the same value only', () => {
    expect(headerOf(anEvent({ 'x-tag': ['a', 'a'] }), 'X-Tag')).toBe('a');
    expect(() => headerOf(anEvent({ 'x-tag': ['a', 'b'] }), 'X-Tag')).toThrow('X-Tag');
  });

  test('that is set replaces all its values', () => {
    const event = anEvent({ 'X-Tag': ['a', 'b'], 'x-tag': 'c', 'x-other': 'd' });
    setHeader(event, 'X-Tag', 'e');
    expect(headerValues(event, 'x-tag')).toEqual(['e']);
    expect(event.headers).toEqual({ 'X-Tag': 'e', 'x-other': 'd' });
  });
});
