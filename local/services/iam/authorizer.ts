import type { PolicyStatement, RoleSpec } from '../../template/model.ts';
import { roleStatements } from './managed-policies.ts';
import { type Decision, decide, statementsFor } from './policy.ts';
import type { RequiredPermission } from './required-permissions.ts';

/** A permission that a role lacks, and whether a statement takes it away or none gives it. */
export interface Refusal extends RequiredPermission {
  readonly decision: Exclude<Decision, 'allowed'>;
}

/** Answers what the template's roles may do; the statements for an action and resource are searched once. */
export class Authorizer {
  readonly #statements: ReadonlyMap<string, readonly PolicyStatement[]>;
  readonly #applicable = new Map<string, readonly PolicyStatement[]>();

  constructor(roles: readonly RoleSpec[]) {
    this.#statements = new Map(roles.map((role) => [role.arn, roleStatements(role)]));
  }

  /** The first of the permissions that a role lacks; undefined when it has all of them. */
  refusal(roleArn: string, permissions: readonly RequiredPermission[]): Refusal | undefined {
    for (const permission of permissions) {
      const decision = decide(this.#statementsFor(roleArn, permission), permission.context ?? {});
      if (decision !== 'allowed') return { ...permission, decision };
    }
    return undefined;
  }

  #statementsFor(roleArn: string, { action, resource }: RequiredPermission): readonly PolicyStatement[] {
    const key = `${roleArn} ${action} ${resource}`;
    const known = this.#applicable.get(key);
    if (known !== undefined) return known;
    const found = statementsFor(this.#statements.get(roleArn) ?? [], action, resource);
    this.#applicable.set(key, found);
    return found;
  }
}
