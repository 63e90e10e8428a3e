/** The values of CloudFormation's pseudo parameters. */
const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::AccountId': '111122223333',
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::URLSuffix': 'amazonaws.com',
};

/**
 * A value of a template as it would be after deployment, with logical ids in place of generated names:
 * `{ Ref: Topic }` is `Topic`, `{ Fn::GetAtt: [Queue, Arn] }` is `Queue.Arn`, an import is the name of its export.
 */
export function resolved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[intrinsic, of] = []] = entries;
  if (intrinsic === 'Ref') return pseudoParameters[String(of)] ?? of;
  if (intrinsic === 'Fn::GetAtt') return [of].flat().join('.');
  if (intrinsic === 'Fn::ImportValue') return resolved(of);
  if (intrinsic === 'Fn::Join') {
    const [separator, pieces] = of as [string, unknown[]];
    return pieces.map(resolved).join(separator);
  }
  return Object.fromEntries(entries.map(([key, one]) => [key, resolved(one)]));
}
