import { arn, environment } from '../aws/arn.ts';
import { evaluateCondition } from './conditions.ts';
import { AlreadyReported, evaluate, IntrinsicError, noValue, type Scope } from './intrinsics.ts';
import { generatedId, generatedName } from './names.ts';
import type { Identity } from './resource-type.ts';
import { knownTypes } from './resources/known-types.ts';
import type { Template } from './template.ts';

/**
 * One stack's template as a {@link Scope}. Identities are worked out when first referred to, so that the
 * order of resources and stacks does not matter; circular references are an error.
 */
export class Stack implements Scope {
  readonly name: string;
  readonly template: Template;
  readonly #importValue: (exportName: string) => unknown;
  readonly #identities = new Map<string, Identity>();
  readonly #identifying = new Set<string>();
  readonly #pseudoParameters: Readonly<Record<string, unknown>>;

  /** @param importValue looks an export up among all stacks of the system */
  constructor(name: string, template: Template, importValue: (exportName: string) => unknown) {
    this.name = name;
    this.template = template;
    this.#importValue = importValue;
    this.#pseudoParameters = {
      'AWS::Partition': environment.partition,
      'AWS::Region': environment.region,
      'AWS::AccountId': environment.accountId,
      'AWS::URLSuffix': environment.urlSuffix,
      'AWS::StackName': name,
      'AWS::StackId': arn('cloudformation', `stack/${name}/${generatedId(name, '', 20)}`),
      'AWS::NotificationARNs': [],
      'AWS::NoValue': noValue,
    };
  }

  ref(name: string): unknown {
    if (name in this.#pseudoParameters) return this.#pseudoParameters[name];
    const parameter = this.template.Parameters[name];
    if (parameter === undefined) return this.identity(name).ref;
    const { Type, Default } = parameter;
    if (Type.startsWith('AWS::SSM::') || Default === undefined) {
      throw new IntrinsicError(
        `parameter ${name} (${Type}) has no value here; allowed: a plain type with a Default`,
      );
    }
    return Type === 'CommaDelimitedList' ? String(Default).split(',') : Default;
  }

  getAtt(logicalId: string, attribute: string): string {
    const { attributes } = this.identity(logicalId);
    const value = attributes[attribute];
    if (value !== undefined) return value;
    const allowed = Object.keys(attributes).join(', ') || 'none';
    throw new IntrinsicError(`${logicalId} has no attribute ${attribute}; allowed: ${allowed}`);
  }

  importValue(exportName: string): unknown {
    return this.#importValue(exportName);
  }

  condition(name: string): boolean {
    if (!(name in this.template.Conditions)) {
      throw new IntrinsicError(`no condition ${name}; allowed: ${listed(this.template.Conditions)}`);
    }
    return evaluateCondition(this.template.Conditions[name], this);
  }

  mapping(name: string, topLevelKey: string, secondLevelKey: string): unknown {
    const value = this.template.Mappings[name]?.[topLevelKey]?.[secondLevelKey];
    if (value !== undefined) return value;
    throw new IntrinsicError(`no mapping ${name}.${topLevelKey}.${secondLevelKey}`);
  }

  /** The Ref value and attributes of a resource of this stack. */
  identity(logicalId: string): Identity {
    const known = this.#identities.get(logicalId);
    if (known !== undefined) return known;
    const declared = this.template.Resources[logicalId];
    if (declared === undefined) {
      throw new IntrinsicError(`refers to ${logicalId}, which this stack does not have`);
    }
    if (declared.Condition !== undefined && !this.condition(declared.Condition)) {
      throw new IntrinsicError(`refers to ${logicalId}, which condition ${declared.Condition} leaves out`);
    }
    const type = knownTypes.get(declared.Type);
    if (type === undefined) throw new AlreadyReported(`${declared.Type} is unknown`);
    if (this.#identifying.has(logicalId)) {
      throw new IntrinsicError(`circular reference: ${[...this.#identifying, logicalId].join(' -> ')}`);
    }
    this.#identifying.add(logicalId);
    try {
      const property = (name: string): unknown => {
        const value = evaluate(declared.Properties[name], this);
        return value === noValue ? undefined : value;
      };
      const identity = type.identify({
        stackName: this.name,
        logicalId,
        property,
        name: (propertyName, maxLength) => {
          const explicit = property(propertyName);
          return typeof explicit === 'string' ? explicit : generatedName(this.name, logicalId, maxLength);
        },
      });
      this.#identities.set(logicalId, identity);
      return identity;
    } finally {
      this.#identifying.delete(logicalId);
    }
  }
}

function listed(entries: object): string {
  return Object.keys(entries).join(', ') || 'none';
}
