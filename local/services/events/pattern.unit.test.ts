import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFilters, compilePattern } from './pattern.ts';

/** The event in AWS's documentation of event patterns. */
const instanceTerminated = {
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: '111122223333',
  time: '2017-12-22T18:43:48Z',
  region: 'us-west-1',
  resources: ['arn:aws:ec2:us-west-1:123456789012:instance/i-1234567890abcdef0'],
  detail: {
    'instance-id': 'i-1234567890abcdef0',
    state: 'terminated',
    'c-count': 5,
    'x-limit': 301.8,
    'source-ip': '10.0.0.33',
    encrypted: false,
    LastName: '',
    UserID: null,
    FileName: 'dir/images/photo.PNG',
    tags: ['red', 'green'],
  },
};

const matches = (pattern: Record<string, unknown>, event: unknown = instanceTerminated) =>
  compilePattern(pattern, 'Rule')(event);
const detailMatches = (detail: Record<string, unknown>) => matches({ detail });

describe('an event pattern', () => {
  test.each<[rule: string, detail: Record<string, unknown>, expected: boolean]>([
    ['a string equals', { state: ['terminated'] }, true],
    ['a string differs', { state: ['running'] }, false],
    ['any value of the list is enough', { state: ['running', 'terminated'] }, true],
    ['a number equals in any notation', { 'x-limit': [3.018e2] }, true],
    ['a number is not its text', { 'c-count': ['5'] }, false],
    ['a boolean equals', { encrypted: [false] }, true],
    ['the empty string is a value', { LastName: [''] }, true],
    ['null is a value', { UserID: [null] }, true],
    ['a missing field is not null', { nothing: [null] }, false],
    ['one element of an array is enough', { tags: ['green'] }, true],
    ['no element of an array matches', { tags: ['blue'] }, false],
    ['prefix', { 'instance-id': [{ prefix: 'i-' }] }, true],
    ['prefix of something else', { 'instance-id': [{ prefix: 'j-' }] }, false],
    ['prefix does not match a number', { 'c-count': [{ prefix: '5' }] }, false],
    ['prefix ignoring case', { state: [{ prefix: { 'equals-ignore-case': 'TERM' } }] }, true],
    ['suffix', { FileName: [{ suffix: '.PNG' }] }, true],
    ['suffix is case-sensitive', { FileName: [{ suffix: '.png' }] }, false],
    ['suffix ignoring case', { FileName: [{ suffix: { 'equals-ignore-case': '.png' } }] }, true],
    ['equals-ignore-case', { state: [{ 'equals-ignore-case': 'TERMINATED' }] }, true],
    ['equals-ignore-case needs the whole value', { state: [{ 'equals-ignore-case': 'TERM' }] }, false],
    ['wildcard', { FileName: [{ wildcard: 'dir/*.PNG' }] }, true],
    ['wildcard matches the empty string', { state: [{ wildcard: 'terminated*' }] }, true],
    ['wildcard takes other characters literally', { FileName: [{ wildcard: 'dir/*xPNG' }] }, false],
    ['wildcard takes an escaped * literally', { state: [{ wildcard: 'termin\\*' }] }, false],
    ['anything-but', { state: [{ 'anything-but': 'initializing' }] }, true],
    ['anything-but the value', { state: [{ 'anything-but': 'terminated' }] }, false],
    ['anything-but a list', { state: [{ 'anything-but': ['stopped', 'terminated'] }] }, false],
    ['anything-but numbers', { 'x-limit': [{ 'anything-but': [100, 200, 300] }] }, true],
    ['anything-but needs the field', { nothing: [{ 'anything-but': 'x' }] }, false],
    ['anything-but prefix', { state: [{ 'anything-but': { prefix: 'init' } }] }, true],
    ['anything-but the prefix it has', { state: [{ 'anything-but': { prefix: 'term' } }] }, false],
    ['anything-but suffix', { FileName: [{ 'anything-but': { suffix: ['.txt', '.PNG'] } }] }, false],
    [
      'anything-but ignoring case',
      { state: [{ 'anything-but': { 'equals-ignore-case': 'TERMINATED' } }] },
      false,
    ],
    ['anything-but wildcard', { FileName: [{ 'anything-but': { wildcard: '*/lib/*' } }] }, true],
    ['numeric range', { 'c-count': [{ numeric: ['>', 0, '<=', 5] }] }, true],
    ['numeric range excludes its bound', { 'c-count': [{ numeric: ['<', 5] }] }, false],
    ['numeric equality', { 'x-limit': [{ numeric: ['=', 301.8] }] }, true],
    ['numeric does not match text', { state: [{ numeric: ['>', 0] }] }, false],
    ['exists', { 'c-count': [{ exists: true }] }, true],
    ['exists on a missing field', { 'd-count': [{ exists: true }] }, false],
    ['exists false on a missing field', { 'd-count': [{ exists: false }] }, true],
    ['exists false on a field', { 'c-count': [{ exists: false }] }, false],
    ['exists false below a missing object', { none: { 'd-count': [{ exists: false }] } }, true],
    ['missing or a value', { 'd-count': [{ exists: false }, 5] }, true],
    ['cidr', { 'source-ip': [{ cidr: '10.0.0.0/24' }] }, true],
    ['cidr of another network', { 'source-ip': [{ cidr: '10.0.1.0/24' }] }, false],
    ['cidr of another version', { 'source-ip': [{ cidr: '::/0' }] }, false],
    ['$or', { $or: [{ state: ['x'] }, { 'c-count': [5] }] }, true],
    ['$or with no match', { $or: [{ state: ['x'] }, { 'c-count': [6] }] }, false],
    [
      '$or is one condition among others',
      { encrypted: [true], $or: [{ state: ['terminated'] }, { UserID: [1] }] },
      false,
    ],
    [
      '$or needs all fields of an alternative',
      { $or: [{ state: ['terminated'], 'c-count': [6] }, { UserID: [1] }] },
      false,
    ],
  ])('%s: %j is %s', (_rule, detail, expected) => {
    expect(detailMatches(detail)).toBe(expected);
  });

  test('matches only when every field matches', () => {
    const source = ['aws.ec2'];
    const type = ['EC2 Instance State-change Notification'];
    expect(matches({ source, 'detail-type': type, detail: { state: ['terminated'] } })).toBe(true);
    expect(matches({ source, 'detail-type': type, detail: { state: ['running'] } })).toBe(false);
  });

  test('matches the fields of an object pattern within one element of an array', () => {
    const employees = [[{ first: 'Anna', last: 'Smith' }], [{ first: 'Peter', last: 'Jones' }]];
    expect(matches({ employees: { first: ['Anna'], last: ['Smith'] } }, { employees })).toBe(true);
    expect(matches({ employees: { first: ['Anna'], last: ['Jones'] } }, { employees })).toBe(false);
  });

  test('treats a field as missing only if no element of an array has it', () => {
    const pattern = { employees: { last: [{ exists: false }] } };
    expect(matches(pattern, { employees: [{ first: 'Anna' }, { last: 'Jones' }] })).toBe(false);
    expect(matches(pattern, { employees: [{ first: 'Anna' }] })).toBe(true);
    expect(matches(pattern, { employees: [] })).toBe(true);
  });

  test('applies exists to leaves only', () => {
    expect(matches({ detail: [{ exists: true }] })).toBe(false);
    expect(matches({ detail: [{ exists: false }] })).toBe(true);
  });

  test('matches IPv6 addresses by cidr', () => {
    expect(matches({ ip: [{ cidr: '2001:db8::/32' }] }, { ip: '2001:db8::7' })).toBe(true);
    expect(matches({ ip: [{ cidr: '2001:db8::/32' }] }, { ip: '2001:db9::7' })).toBe(false);
  });

  test('is rejected, with its owner and the field, if it is invalid or not supported', () => {
    const refusals: [pattern: Record<string, unknown>, message: string][] = [
      [{ detail: { a: [{ regex: '.*' }] } }, 'OrdersRule: detail.a: the operator regex is not supported'],
      [{ a: [{ prefix: { suffix: 'x' } }] }, 'OrdersRule: a: prefix does not take suffix'],
      [
        { a: [{ prefix: 'x', suffix: 'y' }] },
        'OrdersRule: a: expected a value or an object with one operator',
      ],
      [{ a: [{ 'anything-but': true }] }, 'OrdersRule: a: expected a value or an object with one operator'],
      [{ a: [{ 'anything-but': [] }] }, 'OrdersRule: a: anything-but needs at least one value'],
      [
        { a: [{ 'anything-but': { numeric: ['<', 1] } }] },
        'OrdersRule: a: the operator numeric is not supported',
      ],
      [{ a: [{ numeric: ['!=', 1] }] }, 'OrdersRule: a: numeric does not know ["!=",1]'],
      [{ a: [{ numeric: [] }] }, 'OrdersRule: a: numeric needs one or two pairs'],
      [{ a: [{ exists: 'yes' }] }, 'OrdersRule: a: exists needs true or false'],
      [{ a: [{ wildcard: 'a**' }] }, 'OrdersRule: a: wildcard does not allow consecutive *'],
      [{ a: [{ wildcard: 'a\\b' }] }, 'OrdersRule: a: wildcard may escape only * and \\'],
      [{ a: [{ cidr: '10.0.0.0/33' }] }, 'OrdersRule: a: cidr needs an address range'],
      [{ a: [{ cidr: '10.0.0.0' }] }, 'OrdersRule: a: cidr needs an address range'],
      [{ a: [['x']] }, 'OrdersRule: a: expected a value or an object with one operator'],
      [{ a: 'x' }, 'OrdersRule: a: expected a list or an object'],
      [{ a: [] }, 'OrdersRule: a: an empty list matches nothing'],
      [{ a: {} }, 'OrdersRule: a: an empty object matches nothing'],
      [{}, 'OrdersRule: pattern: an empty object matches nothing'],
      [{ $or: [{ a: [1] }] }, 'OrdersRule: $or: expected a list of at least two objects'],
    ];
    for (const [pattern, message] of refusals) {
      expect(() => compilePattern(pattern, 'OrdersRule'), JSON.stringify(pattern)).toThrow(message);
    }
  });
});

describe('filters of an event source', () => {
  const record = { eventName: 'INSERT', dynamodb: { NewImage: { kind: { S: 'order' } } } };

  test('let everything pass if there are none', () => {
    expect(compileFilters([], 'Source')(record)).toBe(true);
  });

  test('let a record pass that matches any of them', () => {
    const order = { dynamodb: { NewImage: { kind: { S: ['order'] } } } };
    expect(compileFilters([{ eventName: ['REMOVE'] }, order], 'Source')(record)).toBe(true);
    expect(compileFilters([{ eventName: ['REMOVE'] }], 'Source')(record)).toBe(false);
  });
});

describe('for any values', () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));

  test('a value matches itself and no other', () => {
    fc.assert(
      fc.property(scalar, scalar, (value, other) => {
        expect(matches({ a: [value] }, { a: value })).toBe(true);
        expect(matches({ a: [value] }, { a: other })).toBe(value === other);
      }),
    );
  });

  test('anything-but is the opposite of the value on a present field', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer()), scalar, (excluded, value) => {
        const event = { a: value };
        expect(matches({ a: [{ 'anything-but': excluded }] }, event)).toBe(
          !matches({ a: [excluded] }, event),
        );
      }),
    );
  });

  test('a text matches its own prefixes, suffixes and wildcards', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (start, middle, end) => {
        const literal = (text: string) => text.replace(/[*\\]/g, '\\$&');
        const event = { a: start + middle + end };
        expect(matches({ a: [{ prefix: start }] }, event)).toBe(true);
        expect(matches({ a: [{ suffix: end }] }, event)).toBe(true);
        expect(matches({ a: [{ wildcard: `${literal(start)}*${literal(end)}` }] }, event)).toBe(true);
      }),
    );
  });

  test('a numeric range matches exactly the values between its bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer(), (low, high, value) => {
        fc.pre(low < high);
        const range = { a: [{ numeric: ['>=', low, '<', high] }] };
        expect(matches(range, { a: value })).toBe(low <= value && value < high);
      }),
    );
  });

  test('a field exists or does not, never both', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (event) => {
        const exists = matches({ a: { b: [{ exists: true }] } }, event);
        expect(matches({ a: { b: [{ exists: false }] } }, event)).toBe(!exists);
      }),
    );
  });
});
