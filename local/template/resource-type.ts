import type { z } from 'zod';

/** What other resources can refer to: the value of `Ref` and the attributes of `Fn::GetAtt`. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A resource while its identity is worked out: only the properties that its name needs get resolved. */
export interface DeclaredResource {
  readonly stackName: string;
  readonly logicalId: string;
  /** The resolved value of a top-level property; undefined when absent. */
  property(name: string): unknown;
  /** The name a property gives, else one generated from stack and logical id, of at most `maxLength` characters. */
  name(property: string, maxLength: number): string;
}

/** A resource with every intrinsic resolved and its properties checked. */
export interface Resource<Properties> extends Identity {
  readonly stackName: string;
  readonly logicalId: string;
  readonly properties: Properties;
}

/** What the loader knows of a CloudFormation type: the properties it accepts and how others refer to it. */
export interface ResourceType<Properties> {
  readonly type: string;
  /** A strict object: a property it does not list is an error. */
  readonly properties: z.ZodType<Properties>;
  identify(declared: DeclaredResource): Identity;
}

/** Declares a {@link ResourceType}, its properties' TypeScript type taken from the schema. */
export function resourceType<Schema extends z.ZodType>(definition: {
  readonly type: string;
  readonly properties: Schema;
  identify(declared: DeclaredResource): Identity;
}): ResourceType<z.output<Schema>> {
  return definition as ResourceType<z.output<Schema>>;
}
