// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are templates of Fn::Sub
import { describe, expect, it } from 'vitest';
import { evaluate } from './intrinsics.ts';
import { Stack } from './stack.ts';
import { templateSchema } from './template.ts';

function aStack(sections: Record<string, unknown>): Stack {
  return new Stack('Shop', templateSchema.parse(sections), (name) => `import of ${name}`);
}

describe('a stack', () => {
  it.each([
    ['AWS::Region', 'us-east-1'],
    ['AWS::AccountId', '000000000000'],
    ['AWS::Partition', 'aws'],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackName', 'Shop'],
    ['AWS::StackId', expect.stringMatching(/^arn:aws:cloudformation:us-east-1:000000000000:stack\/Shop\//)],
  ])('knows the pseudo parameter %s', (name, expected) => {
    expect(aStack({}).ref(name)).toEqual(expected);
  });

  it('uses the defaults of parameters', () => {
    const stack = aStack({
      Parameters: {
        Size: { Type: 'Number', Default: 3 },
        Zones: { Type: 'CommaDelimitedList', Default: 'a,b' },
      },
    });
    expect(stack.ref('Size')).toBe(3);
    expect(stack.ref('Zones')).toEqual(['a', 'b']);
  });

  it.each([
    ['has no default', { Type: 'String' }],
    ['is looked up in the parameter store', { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a' }],
  ])('rejects the use of a parameter that %s', (_, parameter) => {
    expect(() => aStack({ Parameters: { P: parameter } }).ref('P')).toThrow(
      /parameter P .* has no value here/,
    );
  });

  it('evaluates conditions that refer to other conditions', () => {
    const here = { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] };
    const Conditions = {
      Here: here,
      Elsewhere: { 'Fn::Not': [{ Condition: 'Here' }] },
      Both: { 'Fn::And': [{ Condition: 'Here' }, { Condition: 'Elsewhere' }] },
      Either: { 'Fn::Or': [{ Condition: 'Elsewhere' }, { Condition: 'Here' }] },
      Unknown: { 'Fn::Contains': [['a'], 'a'] },
    };
    const stack = aStack({ Conditions });
    expect(['Here', 'Elsewhere', 'Both', 'Either'].map((name) => stack.condition(name))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(() => stack.condition('Unknown')).toThrow(
      /unknown condition Fn::Contains; allowed: Condition, Fn::Equals/,
    );
    expect(() => stack.condition('Nowhere')).toThrow(/no condition Nowhere; allowed: Here, /);
  });

  it('looks up values in its mappings', () => {
    const stack = aStack({ Mappings: { Sizes: { 'us-east-1': { memory: 512 } } } });
    expect(evaluate({ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'memory'] }, stack)).toBe(512);
    expect(() => stack.mapping('Sizes', 'us-east-1', 'cpu')).toThrow('no mapping Sizes.us-east-1.cpu');
  });

  it('rejects names with a circular reference, and shows it', () => {
    const named = (other: string) => ({
      Type: 'AWS::DynamoDB::Table',
      Properties: { TableName: { Ref: other } },
    });
    const stack = aStack({ Resources: { A: named('B'), B: named('A') } });
    expect(() => stack.identity('A')).toThrow('circular reference: A -> B -> A');
  });

  it('prefers an explicit name over a generated one', () => {
    const stack = aStack({
      Resources: {
        Named: {
          Type: 'AWS::SQS::Queue',
          Properties: { QueueName: { 'Fn::Sub': '${AWS::StackName}-orders' } },
        },
        Other: { Type: 'AWS::SQS::Queue' },
      },
    });
    expect(stack.getAtt('Named', 'Arn')).toBe('arn:aws:sqs:us-east-1:000000000000:Shop-orders');
    expect(stack.getAtt('Other', 'QueueName')).toBe('Shop-Other');
  });
});
