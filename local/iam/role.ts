/** One statement of a policy document, its actions and resources always as lists. */
export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Principal?: Readonly<Record<string, string | readonly string[]>> | '*';
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A role with all statements of its inline policies and of every policy attached to it; managed policies by ARN. */
export interface RoleSpec {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly statements: readonly PolicyStatement[];
  readonly managedPolicyArns: readonly string[];
}
