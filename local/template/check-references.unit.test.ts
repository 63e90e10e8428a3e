// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are templates of Fn::Sub
import { expect, it } from 'vitest';
import { buildSystem } from './load-system.ts';
import { anAssembly } from './testing/templates.ts';

type Sections = Record<string, unknown>;

const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
const aQueue = (changes: Sections = {}, Properties: Sections = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties,
  ...changes,
});

/** The problems of a stack with these sections besides a condition that never holds; none: an empty text. */
function problemsOf(sections: Sections): string {
  try {
    buildSystem(anAssembly({ Shop: { Conditions, ...sections } }));
    return '';
  } catch (error) {
    return String(error);
  }
}

/** A queue with a value in a branch that is not taken, beside one that is left out. */
const untaken = (value: unknown): Sections => ({
  Resources: {
    Queue: aQueue({}, { Tags: { 'Fn::If': ['Never', value, []] } }),
    Absent: aQueue({ Condition: 'Never' }),
  },
});

const bad: [string, unknown, string][] = [
  ['Ref', { Ref: 'Gone' }, 'refers to Gone, which this stack does not have'],
  ['GetAtt', { 'Fn::GetAtt': ['Gone', 'Arn'] }, 'refers to Gone, which this stack does not have'],
  ['GetAtt with a dot', { 'Fn::GetAtt': 'Gone.Arn' }, 'refers to Gone, which this stack does not have'],
  [
    'an attribute',
    { 'Fn::GetAtt': ['Absent', 'Size'] },
    'Absent has no attribute Size; allowed: Arn, QueueName, QueueUrl',
  ],
  ['Sub', { 'Fn::Sub': 'a ${Gone} b' }, 'refers to Gone, which this stack does not have'],
  ['Sub of an attribute', { 'Fn::Sub': '${Absent.Size}' }, 'Absent has no attribute Size'],
  ['a variable of Sub', { 'Fn::Sub': ['${A}', { A: { Ref: 'Gone' } }] }, 'refers to Gone'],
  ['a condition', { 'Fn::If': ['Unknown', 1, 2] }, 'no condition Unknown; allowed: Never'],
  ['a mapping', { 'Fn::FindInMap': ['Unknown', 'a', 'b'] }, 'no mapping Unknown; allowed: none'],
  ['a function', { 'Fn::Nope': [] }, 'unknown intrinsic Fn::Nope; allowed: Ref, '],
  [
    'deep within others',
    [{ Key: { 'Fn::Join': ['', ['a', { 'Fn::Select': [0, [{ Ref: 'Gone' }]] }]] } }],
    'refers to Gone',
  ],
];

it.each(bad)('a branch that is not taken has no bad reference: %s', (_, value, message) => {
  expect(problemsOf(untaken(value))).toContain(`Shop/Queue: ${message}`);
});

it.each(bad)('a resource that is left out has no bad reference: %s', (_, value, message) => {
  const Resources = { Absent: aQueue({ Condition: 'Never' }, { Tags: value }) };
  expect(problemsOf({ Resources })).toContain(`Shop/Absent: ${message}`);
});

it.each<[string, Sections, string]>([
  [
    'what a resource that is left out depends on',
    { Resources: { Absent: aQueue({ Condition: 'Never', DependsOn: ['Gone'] }) } },
    'Shop/Absent: depends on Gone, which this stack does not have',
  ],
  [
    'the condition of a resource',
    { Resources: { Absent: aQueue({ Condition: 'Unknown' }) } },
    'Shop/Absent: no condition Unknown; allowed: Never',
  ],
  [
    'an output that is left out',
    { Outputs: { Url: { Condition: 'Never', Value: { Ref: 'Gone' } } } },
    'Shop/Url: refers to Gone, which this stack does not have',
  ],
  [
    'an export that nobody imports',
    { Outputs: { Url: { Value: { Ref: 'Gone' }, Export: { Name: 'Url' } } } },
    'Shop/Url: refers to Gone, which this stack does not have',
  ],
  [
    'the condition of an output',
    { Outputs: { Url: { Condition: 'Unknown', Value: 'a' } } },
    'Shop/Url: no condition Unknown; allowed: Never',
  ],
  [
    'a condition that nothing uses',
    { Conditions: { Odd: { 'Fn::Equals': [{ Ref: 'Gone' }, 'a'] } } },
    'Shop/Odd: refers to Gone, which this stack does not have',
  ],
  [
    'a condition of a condition',
    { Conditions: { Odd: { 'Fn::Or': [{ 'Fn::Equals': ['a', 'a'] }, { Condition: 'Unknown' }] } } },
    'Shop/Odd: no condition Unknown; allowed: Odd',
  ],
  [
    'a resource in a condition',
    { Conditions: { Odd: { 'Fn::Equals': [{ Ref: 'Queue' }, 'a'] } }, Resources: { Queue: aQueue() } },
    'Shop/Odd: refers to Queue in a condition; allowed: parameters',
  ],
  [
    'a circle of conditions',
    { Conditions: { A: { Condition: 'B' }, B: { 'Fn::Not': [{ Condition: 'A' }] } } },
    'Shop: circular condition A -> B -> A',
  ],
  [
    'a condition that is its own',
    { Conditions: { A: { Condition: 'A' } }, Resources: { Queue: aQueue({ Condition: 'A' }) } },
    '(1 problem):\n  - Shop: circular condition A -> A',
  ],
])('%s stops the start', (_, sections, message) => {
  expect(problemsOf(sections)).toContain(message);
});

it.each<[string, Sections]>([
  ['a reference to what is left out, in a branch that is not taken', untaken([{ Ref: 'Absent' }])],
  ['an attribute of what is left out', untaken([{ 'Fn::GetAtt': ['Absent', 'Arn'] }])],
  ['a pseudo parameter', untaken([{ 'Fn::Sub': '${AWS::Region} ${!Gone}' }, { Ref: 'AWS::NoValue' }])],
  [
    'a variable of its own',
    untaken([{ 'Fn::Sub': ['${Gone} ${Gone.Arn}', { Gone: 'a', 'Gone.Arn': 'b' }] }]),
  ],
  ['a function that works on AWS only', untaken({ 'Fn::GetAZs': '' })],
  ['an import that nothing exports', untaken({ 'Fn::ImportValue': 'Elsewhere' })],
  ['Ref as data', untaken({ Ref: 'Gone', other: 1 })],
  ['a parameter without a value', { Parameters: { P: { Type: 'String' } }, ...untaken({ Ref: 'P' }) }],
  ['a type that is unknown here', { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Condition: 'Never' } } }],
  [
    'a dependency on what is left out',
    {
      Resources: { Queue: aQueue({ DependsOn: 'Absent' }), Absent: aQueue({ Condition: 'Never' }) },
    },
  ],
])('%s is fine', (_, sections) => {
  expect(problemsOf(sections)).toBe('');
});
