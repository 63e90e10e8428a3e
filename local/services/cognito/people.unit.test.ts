import { expect, test, vi } from 'vitest';
import { People, subOf, UnknownGroupError } from './people.ts';

const ann = { email: 'ann@example.com', name: 'Ann', groups: ['reader'] };
const people = () => new People(['reader', 'writer'], [ann]);

test('somebody has the same id on every start, in whatever case their address is written', () => {
  expect(subOf('ann@example.com')).toBe('65d66f9f-9776-5811-9210-0cfea58cd215');
  expect(subOf('Ann@Example.com')).toBe(subOf('ann@example.com'));
  expect(subOf('bob@example.com')).not.toBe(subOf('ann@example.com'));
  expect(people().all).toEqual([{ ...ann, sub: subOf(ann.email), createdAt: expect.any(Number) }]);
});

test('people come, change and go', () => {
  const known = people();
  const bob = known.add({ email: 'Bob@example.com', name: 'Bob', groups: [] });
  expect(bob).toMatchObject({
    email: 'bob@example.com',
    name: 'Bob',
    groups: [],
    sub: subOf('bob@example.com'),
  });
  known.setGroups('BOB@example.com', ['writer', 'writer']);
  expect(known.find(bob.sub)?.groups).toEqual(['writer']);
  known.remove(ann.email);
  expect(known.all.map(({ name }) => name)).toEqual(['Bob']);
  known.setGroups(ann.email, ['writer']);
  expect(known.find(subOf(ann.email))).toBeUndefined();
});

test('whoever changes was created when they came', () => {
  vi.useFakeTimers({ now: 1_000 });
  const known = people();
  vi.setSystemTime(2_000);
  known.setGroups(ann.email, ['writer']);
  known.add({ email: 'bob@example.com', name: 'Bob', groups: [] });
  vi.useRealTimers();
  expect(known.all.map(({ name, createdAt }) => [name, createdAt])).toEqual([
    ['Ann', 1_000],
    ['Bob', 2_000],
  ]);
});

test('reset brings those back with whom the pool began', () => {
  const known = people();
  known.remove(ann.email);
  known.add({ email: 'bob@example.com', name: 'Bob', groups: [] });
  known.reset();
  expect(known.all.map(({ name }) => name)).toEqual(['Ann']);
});

test('nobody is in a group that the pool does not have', () => {
  const unknown = new UnknownGroupError('The user pool has no group "owner"; allowed: reader, writer.');
  expect(() => people().setGroups(ann.email, ['owner'])).toThrow(unknown);
  expect(() => new People(['reader', 'writer'], [{ ...ann, groups: ['owner'] }])).toThrow(unknown);
  expect(() => new People([], [ann])).toThrow(/no group "reader"; allowed: none/);
});
