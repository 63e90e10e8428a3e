// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are templates of Fn::Sub
import { describe, expect, it } from 'vitest';
import { evaluate, IntrinsicError, noValue, resolveIntrinsics, type Scope } from './intrinsics.ts';

const scope: Scope = {
  ref: (name) => {
    if (name === 'AWS::NoValue') return noValue;
    if (name === 'Missing') throw new IntrinsicError('no Missing');
    return `ref-${name}`;
  },
  getAtt: (logicalId, attribute) => `${logicalId}.${attribute}!`,
  importValue: (name) => `imported-${name}`,
  condition: (name) => name === 'Yes',
  mapping: (...keys) => keys.join('/'),
};

describe('an intrinsic function', () => {
  it.each([
    ['Ref returns the referenced value', { Ref: 'Table' }, 'ref-Table'],
    ['GetAtt accepts a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table.Arn!'],
    ['GetAtt accepts a dotted name', { 'Fn::GetAtt': 'Table.Nested.Arn' }, 'Table.Nested.Arn!'],
    [
      'ImportValue accepts a computed name',
      { 'Fn::ImportValue': { 'Fn::Sub': '${A}:x' } },
      'imported-ref-A:x',
    ],
    ['Join joins resolved parts', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, 'a-ref-B-3'],
    ['Join accepts the list of a Split', { 'Fn::Join': ['+', { 'Fn::Split': [',', 'a,b'] }] }, 'a+b'],
    ['Select returns an element of a list', { 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['Sub replaces references and attributes', { 'Fn::Sub': '${A} ${B.Arn}' }, 'ref-A B.Arn!'],
    ['Sub prefers its own variables', { 'Fn::Sub': ['${A} ${B}', { A: { Ref: 'X' } }] }, 'ref-X ref-B'],
    ['Sub keeps an escaped variable', { 'Fn::Sub': '${!A}' }, '${A}'],
    ['FindInMap looks up a value', { 'Fn::FindInMap': ['Map', { Ref: 'A' }, 'k'] }, 'Map/ref-A/k'],
    ['If returns the first branch of a true condition', { 'Fn::If': ['Yes', 1, 2] }, 1],
    ['If does not evaluate the other branch', { 'Fn::If': ['No', { Ref: 'Missing' }, 2] }, 2],
  ])('%s', (_, value, expected) => {
    expect(evaluate(value, scope)).toEqual(expected);
  });

  it('that is unknown is an error that lists the known ones', () => {
    expect(() => evaluate({ 'Fn::Cidr': [] }, scope)).toThrow(
      /unknown intrinsic Fn::Cidr; allowed: Ref, Fn::GetAtt/,
    );
  });

  it('with other keys in the same object is an error', () => {
    expect(() => evaluate({ 'Fn::Sub': 'a', other: 1 }, scope)).toThrow(/Fn::Sub beside other keys/);
  });

  it('that selects beyond the end of a list is an error', () => {
    expect(() => evaluate({ 'Fn::Select': [2, ['a', 'b']] }, scope)).toThrow(/no element 2/);
  });
});

describe('AWS::NoValue', () => {
  it('omits its property or list element', () => {
    const value = {
      kept: 1,
      gone: { Ref: 'AWS::NoValue' },
      list: ['a', { 'Fn::If': ['No', 'b', { Ref: 'AWS::NoValue' }] }],
    };
    expect(evaluate(value, scope)).toEqual({ kept: 1, list: ['a'] });
  });
});

describe('a value with several invalid intrinsics', () => {
  it('reports each of them and resolves the rest', () => {
    const reported: string[] = [];
    const value = { a: { Ref: 'Missing' }, b: [{ 'Fn::Nope': 1 }], c: { Ref: 'Fine' } };
    const resolved = resolveIntrinsics(value, scope, (error) => reported.push(error.message));
    expect(resolved).toEqual({ b: [], c: 'ref-Fine' });
    expect(reported).toEqual(['no Missing', expect.stringContaining('unknown intrinsic Fn::Nope')]);
  });
});
