import { type Part, type Resource, resourcesOf, type synthesized } from './synthesized.ts';

type Parts = ReturnType<typeof synthesized>;

const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';

/** The values of CloudFormation's pseudo parameters. */
const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::URLSuffix': 'amazonaws.com',
};

/**
 * Resolves values of templates as a deployment would, across stacks. Names that CloudFormation would generate are
 * `STACK.LOGICAL-ID`; ARNs and references of rules have the form that AWS gives them, all other attributes are
 * `STACK.LOGICAL-ID.ATTRIBUTE`.
 */
export class Deployed {
  readonly #parts: Parts;
  readonly #prefix: string;

  /** @param prefix of the stacks' names: `MultidomainProd-` */
  constructor(parts: Parts, prefix: string) {
    this.#parts = parts;
    this.#prefix = prefix;
  }

  name(part: Part, id: string): string {
    return `${this.#prefix}${part}.${id}`;
  }

  /** All resources of a type, with the part that each belongs to. */
  all(type: string): (readonly [Part, Resource])[] {
    return [...this.#parts].flatMap(([part, template]) =>
      resourcesOf(template, type).map((resource) => [part, resource] as const),
    );
  }

  /** @throws Error for unknown intrinsics, and for references to missing resources. */
  resolve(part: Part, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.resolve(part, item));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [[intrinsic = '', of] = []] = entries;
    if (entries.length !== 1 || !/^(Ref$|Fn::)/.test(intrinsic)) {
      return Object.fromEntries(entries.map(([key, item]) => [key, this.resolve(part, item)]));
    }
    if (intrinsic === 'Ref') return pseudoParameters[of] ?? this.#reference(part, of);
    if (intrinsic === 'Fn::GetAtt') return this.#attribute(part, of[0], of[1]);
    if (intrinsic === 'Fn::GetStackOutput') return this.#output(of.StackName, of.OutputName);
    if (intrinsic === 'Fn::Sub') return this.#substitute(part, of[0], of[1]);
    const operands = this.resolve(part, of) as [string & number, string & string[]];
    if (intrinsic === 'Fn::Join') return (operands[1] as string[]).join(operands[0]);
    if (intrinsic === 'Fn::Split') return (operands[1] as string).split(operands[0]);
    if (intrinsic === 'Fn::Select') return (operands[1] as string[])[operands[0]];
    throw new Error(`Unknown intrinsic ${intrinsic}`);
  }

  #substitute(part: Part, text: string, values: Record<string, unknown>): string {
    return text.replaceAll(/\$\{(\w+)\}/g, (_, name) => String(this.resolve(part, values[name])));
  }

  #reference(part: Part, id: string): string {
    const bus = this.#busOf(part, id);
    return bus === undefined ? this.name(part, id) : `${bus}|${this.name(part, id)}`;
  }

  #attribute(part: Part, id: string, attribute: string): string {
    const isRule = attribute === 'Arn' && this.#resource(part, id)['Type'] === 'AWS::Events::Rule';
    if (!isRule) return `${this.name(part, id)}.${attribute}`;
    const path = [this.#busOf(part, id) ?? [], this.name(part, id)].flat().join('/');
    return `arn:aws:events:${REGION}:${ACCOUNT}:rule/${path}`;
  }

  /** The bus of a rule that is not on the default bus. */
  #busOf(part: Part, id: string): unknown {
    const { Type, Properties } = this.#resource(part, id);
    return Type === 'AWS::Events::Rule' && Properties.EventBusName !== undefined
      ? this.resolve(part, Properties.EventBusName)
      : undefined;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the shape is CloudFormation's.
  #resource(part: Part, id: string): any {
    const resource = this.#parts.get(part)?.toJSON()['Resources'][id];
    if (resource === undefined) throw new Error(`${part} has no ${id}`);
    return resource;
  }

  #output(stack: string, output: string): unknown {
    const part = stack.slice(this.#prefix.length) as Part;
    const found = stack.startsWith(this.#prefix) && this.#parts.get(part)?.toJSON()['Outputs']?.[output];
    if (!found) throw new Error(`${stack} has no output ${output}`);
    return this.resolve(part, found.Value);
  }
}
