import { expect, test } from 'vitest';
import { compilePattern } from './pattern.ts';

const range = 'allowed: a lower bound with > or >=, then a greater upper one with < or <=';
const cidr = 'cidr needs an address range';
const complex = 'wildcards are too complex; allowed: use fewer * or fewer repeating characters after a *';
const onlyOnce = 'is used more than once; allowed: each path once, inside or outside $or';
const onlyStrings = 'allowed: strings only, or numbers only';
const inAnythingBut = 'allowed: prefix, suffix, equals-ignore-case, wildcard';

test.each<[pattern: Record<string, unknown>, message: string]>([
  [{ a: [{ 'anything-but': { 'anything-but': ['x'] } }] }, inAnythingBut],
  [{ a: [{ 'anything-but': { exists: true } }] }, inAnythingBut],
  [{ a: [{ 'anything-but': { cidr: '10.0.0.0/8' } }] }, inAnythingBut],
  [{ a: [{ 'anything-but': ['x', 1] }] }, `anything-but has ["x",1]; ${onlyStrings}`],
  [{ a: [{ 'anything-but': ['x', null] }] }, onlyStrings],
  [{ a: [{ 'anything-but': [true] }] }, onlyStrings],
  [{ a: [{ 'anything-but': [['x']] }] }, onlyStrings],
  [
    { a: [{ 'anything-but': { prefix: '' } }] },
    'prefix in anything-but has ""; allowed: strings that are not empty',
  ],
  [
    { a: [{ 'anything-but': { suffix: ['x', ''] } }] },
    'suffix in anything-but has ""; allowed: strings that',
  ],
  [
    { a: [{ 'anything-but': { prefix: { 'equals-ignore-case': 'x' } } }] },
    'prefix in anything-but has {"equals',
  ],
  [{ a: [{ 'anything-but': { wildcard: ['x*', 1] } }] }, 'wildcard in anything-but has 1; allowed: strings'],
  [{ a: [{ 'anything-but': { wildcard: 'x**' } }] }, 'wildcard does not allow consecutive *'],
  [{ a: [{ numeric: ['>', 10, '<', 5] }] }, `numeric has [">",10,"<",5]; ${range}`],
  [{ a: [{ numeric: ['>=', 5, '<=', 5] }] }, range],
  [{ a: [{ numeric: ['<', 10, '>', 5] }] }, range],
  [{ a: [{ numeric: ['>', 1, '>', 5] }] }, range],
  [{ a: [{ numeric: ['=', 1, '<', 5] }] }, range],
  [{ a: [{ numeric: ['>', 1, '=', 5] }] }, range],
  [{ a: [{ cidr: '10.0.0.1/32' }] }, `${cidr}, not "10.0.0.1/32"; allowed: as in 10.0.0.0/8 up to /31`],
  [{ a: [{ cidr: '2001:db8::1/128' }] }, cidr],
  [{ a: [{ cidr: '10.0.0.0/8/8' }] }, cidr],
  [
    { a: [{ cidr: '10.0.0.9/24' }] },
    'cidr has the host "10.0.0.9/24"; allowed: the first address of the range',
  ],
  [{ a: [{ cidr: '10.0.1.0/23' }] }, 'cidr has the host'],
  [{ a: [{ cidr: '2001:db8::1/64' }] }, 'cidr has the host'],
  [{ a: [{ cidr: '::1:0/111' }] }, 'cidr has the host'],
  [{ a: [{ cidr: '::ffff:10.0.0.0/100' }] }, cidr],
  [{ a: [{ wildcard: '*:*:*:*:*:event-bus/*' }] }, `a: ${complex}`],
  [{ a: [{ wildcard: '*aaaaaaaaaa' }] }, complex],
  [
    { a: ['a*b', 'c*d', 'e*f', 'g*h', 'i*j', 'k*l'].map((wildcard) => ({ wildcard: `*${wildcard}` })) },
    complex,
  ],
  [{ a: [{ 'anything-but': { wildcard: '*aaaaaaaaaa' } }] }, complex],
  [{ $or: [{ a: [{ wildcard: '*aaaaaa' }] }, { a: [{ wildcard: '*aaaaaab' }] }] }, complex],
  [{ a: ['x'], $or: [{ a: ['y'] }, { b: [1] }] }, `a: ${onlyOnce}`],
  [{ $or: [{ a: ['y'] }, { b: [1] }], a: ['x'] }, onlyOnce],
  [{ a: { b: [1] }, $or: [{ 'a.b': [2] }, { c: [1] }] }, `a.b: ${onlyOnce}`],
  [{ a: { $or: [{ b: [1] }, { c: [1] }] }, $or: [{ a: { c: [2] } }, { d: [1] }] }, `a.c: ${onlyOnce}`],
  [{ 'a.b': [1], a: { b: [2] } }, `a.b: ${onlyOnce}`],
  [{ $or: [{ prefix: ['x'] }, { a: [1] }] }, 'prefix: the name prefix is reserved inside $or'],
  [{ $or: [{ a: { regex: ['x'] } }, { a: [1] }] }, 'a.regex: the name regex is reserved inside $or'],
  [
    Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`p${i}`, { $or: [{ a: [1] }, { b: [1] }] }])),
    '$or gives more than 1000 combinations',
  ],
])('%j is refused', (pattern, message) => {
  expect(() => compilePattern(pattern, 'Rule')).toThrow(message);
});

const sold = {
  text: 'aaaaaaaaab',
  ip: '10.0.0.7',
  prefix: 'x',
  detail: { state: 'sold', size: { m: 1 } },
};

test.each<[pattern: Record<string, unknown>, why: string]>([
  [{ text: [{ wildcard: '*aaaaaaaaab' }] }, 'nine repetitions are not too many'],
  [{ text: [{ wildcard: 'a*aaa*a*b' }] }, 'several stars are not too many'],
  [{ text: ['*b', 'x*', 'y*', '*ab'].map((wildcard) => ({ wildcard })) }, 'wildcards add up'],
  [
    {
      $or: [
        { ip: ['x'], text: [{ wildcard: '*aaaaaab' }] },
        { ip: [{ exists: true }], text: [{ wildcard: '*aaaaab' }] },
      ],
    },
    'wildcards of alternatives that differ before do not add up',
  ],
  [{ ip: [{ cidr: '10.0.0.0/29' }] }, 'the address of the network'],
  [{ ip: [{ cidr: '10.0.0.6/31' }] }, 'the smallest range'],
  [{ prefix: ['x'] }, 'outside $or, a field may have the name of an operator'],
  [{ $or: [{ ip: ['x'] }, { ip: [{ exists: true }] }] }, 'alternatives may have the same path'],
  [{ 'detail.state': ['sold'] }, 'a dotted key is a path'],
  [{ 'detail.size.m': [1] }, 'of any length'],
  [{ 'detail.state': ['sold'], detail: { 'size.m': [1] } }, 'beside other keys of the same object'],
  [{ 'detail.gone': [{ exists: false }] }, 'also for what is absent'],
])('%j matches: %s', (pattern) => {
  expect(compilePattern(pattern, 'Rule')(sold)).toBe(true);
});

test('an event may have dotted keys, for all patterns of its path', () => {
  const event = { 'detail.state': 'sold' };
  for (const pattern of [{ 'detail.state': ['sold'] }, { detail: { state: ['sold'] } }]) {
    expect(compilePattern(pattern, 'Rule')(event)).toBe(true);
    expect(compilePattern(pattern, 'Rule')({ 'detail.state.more': 'sold' })).toBe(false);
  }
  expect(compilePattern({ detail: { state: [{ exists: false }] } }, 'Rule')(event)).toBe(false);
});

test('dotted keys of one object hold in one element of an array', () => {
  const pattern = { 'people.first': ['Anna'], 'people.last': ['Jones'] };
  const people = [
    { first: 'Anna', last: 'Smith' },
    { first: 'Peter', last: 'Jones' },
  ];
  expect(compilePattern(pattern, 'Rule')({ people })).toBe(false);
  expect(compilePattern(pattern, 'Rule')({ people: [...people, { first: 'Anna', last: 'Jones' }] })).toBe(
    true,
  );
});
