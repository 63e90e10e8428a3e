import type { RequestContext } from './conditions.ts';
import { roleStatements } from './managed-policies.ts';
import { decide, statementsFor } from './policy.ts';
import type { PolicyStatement, RoleSpec } from './role.ts';

/** One thing that a caller must be allowed to do. */
export interface RequiredPermission {
  readonly action: string;
  readonly resource: string;
  /** What is known of the request, by condition key. Default: nothing. */
  readonly context?: RequestContext;
}

// Actions and resources come from requests: without a bound, made-up table names would fill the memory.
const maxRemembered = 10_000;

/** Answers what the template's roles may do; the statements for an action and resource are searched once. */
export class Authorizer {
  readonly #statements: ReadonlyMap<string, readonly PolicyStatement[]>;
  readonly #applicable = new Map<string, readonly PolicyStatement[]>();

  constructor(roles: readonly RoleSpec[]) {
    this.#statements = new Map(roles.map((role) => [role.arn, roleStatements(role)]));
  }

  /** AWS's error message for the first permission that a role lacks; undefined when it has all of them. */
  refusal(roleArn: string, permissions: readonly RequiredPermission[]): string | undefined {
    for (const permission of permissions) {
      const { action, resource, context = {} } = permission;
      const decision = decide(this.#statementsFor(roleArn, permission), context);
      if (decision === 'allowed') continue;
      const because =
        decision === 'explicitly-denied'
          ? 'with an explicit deny in an identity-based policy'
          : `because no identity-based policy allows the ${action} action`;
      return `User: ${roleArn} is not authorized to perform: ${action} on resource: ${resource} ${because}`;
    }
    return undefined;
  }

  #statementsFor(roleArn: string, { action, resource }: RequiredPermission): readonly PolicyStatement[] {
    const key = `${roleArn} ${action} ${resource}`;
    const known = this.#applicable.get(key);
    if (known !== undefined) return known;
    const found = statementsFor(this.#statements.get(roleArn) ?? [], action, resource);
    if (this.#applicable.size >= maxRemembered) this.#applicable.clear();
    this.#applicable.set(key, found);
    return found;
  }
}
