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
  readonly #evaluating = new Set<string>();
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

  /** Whether a name is one of a parameter or a pseudo parameter. */
  isParameter(name: string): boolean {
    return Object.hasOwn(this.#pseudoParameters, name) || Object.hasOwn(this.template.Parameters, name);
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
    throw new IntrinsicError(noAttribute(logicalId, attribute, attributes));
  }

  /** Says that a resource has no such attribute; undefined if it has it, or what it has is not known. */
  unknownAttribute(logicalId: string, attribute: string): string | undefined {
    try {
      const { attributes } = this.#identify(logicalId);
      return attribute in attributes ? undefined : noAttribute(logicalId, attribute, attributes);
    } catch (error) {
      if (error instanceof IntrinsicError) return undefined;
      throw error;
    }
  }

  importValue(exportName: string): unknown {
    return this.#importValue(exportName);
  }

  condition(name: string): boolean {
    const unknown = this.unknownCondition(name);
    if (unknown !== undefined) throw new IntrinsicError(unknown);
    if (this.#evaluating.has(name)) {
      throw new AlreadyReported(`circular condition: ${[...this.#evaluating, name].join(' -> ')}`);
    }
    this.#evaluating.add(name);
    try {
      return evaluateCondition(this.template.Conditions[name], this);
    } finally {
      this.#evaluating.delete(name);
    }
  }

  /** Says that there is no such condition; undefined if there is. */
  unknownCondition(name: string): string | undefined {
    const { Conditions } = this.template;
    return Object.hasOwn(Conditions, name)
      ? undefined
      : `no condition ${name}; allowed: ${listed(Conditions)}`;
  }

  /** Says that there is no such mapping; undefined if there is. */
  unknownMapping(name: string): string | undefined {
    const { Mappings } = this.template;
    return Object.hasOwn(Mappings, name) ? undefined : `no mapping ${name}; allowed: ${listed(Mappings)}`;
  }

  mapping(name: string, topLevelKey: string, secondLevelKey: string): unknown {
    const unknown = this.unknownMapping(name);
    if (unknown !== undefined) throw new IntrinsicError(unknown);
    const value = this.template.Mappings[name]?.[topLevelKey]?.[secondLevelKey];
    if (value !== undefined) return value;
    throw new IntrinsicError(`no mapping ${name}.${topLevelKey}.${secondLevelKey}`);
  }

  /** The Ref value and attributes of a resource of this stack. */
  identity(logicalId: string): Identity {
    const condition = this.template.Resources[logicalId]?.Condition;
    if (condition !== undefined && !this.condition(condition)) {
      throw new IntrinsicError(`refers to ${logicalId}, which condition ${condition} leaves out`);
    }
    return this.#identify(logicalId);
  }

  /** The identity of a resource, whatever its condition. */
  #identify(logicalId: string): Identity {
    const known = this.#identities.get(logicalId);
    if (known !== undefined) return known;
    const declared = this.template.Resources[logicalId];
    if (declared === undefined) {
      throw new IntrinsicError(`refers to ${logicalId}, which this stack does not have`);
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

function noAttribute(logicalId: string, attribute: string, attributes: Identity['attributes']): string {
  const allowed = Object.keys(attributes).join(', ') || 'none';
  return `${logicalId} has no attribute ${attribute}; allowed: ${allowed}`;
}

function listed(entries: object): string {
  return Object.keys(entries).join(', ') || 'none';
}
