import { describe, expect, test } from 'vitest';
import { anApiEvent } from '../testing/api-event.ts';
import { headerOf, headerValues, setHeader } from './headers.ts';

const anEvent = (headers: Record<string, string | string[]>) => anApiEvent({ headers });

describe('a header', () => {
  test('is found whatever the case of its name', () => {
    expect(headerOf(anEvent({ 'x-TAG': 'a' }), 'X-Tag')).toBe('a');
    expect(headerOf(anEvent({ 'X-Other': 'a' }), 'X-Tag')).toBeUndefined();
  });

  test('has all its lines, also of names in different case, in their order', () => {
    expect(headerValues(anEvent({ 'X-Tag': ['b', 'a'], 'x-tag': 'c' }), 'x-tag')).toEqual(['b', 'a', 'c']);
  });

  test.each([null, undefined, {}])('is found where the event has no lines: %j', (multiValueHeaders) => {
    const event = { ...anEvent({ 'x-tag': 'a' }), multiValueHeaders: multiValueHeaders as never };
    expect(headerValues(event, 'X-Tag')).toEqual(['a']);
  });

  test('that has one value may be sent twice with the same, but not with another', () => {
    expect(headerOf(anEvent({ 'x-tag': ['a', 'a'] }), 'X-Tag')).toBe('a');
    expect(() => headerOf(anEvent({ 'x-tag': ['a', 'b'] }), 'X-Tag')).toThrow('X-Tag');
  });

  test('that is set replaces all its lines', () => {
    const event = anEvent({ 'X-Tag': ['a', 'b'], 'x-tag': 'c', 'x-other': 'd' });
    setHeader(event, 'X-Tag', 'e');
    expect(headerValues(event, 'x-tag')).toEqual(['e']);
    expect(event.headers).toEqual({ 'X-Tag': 'e', 'x-other': 'd' });
  });
});
