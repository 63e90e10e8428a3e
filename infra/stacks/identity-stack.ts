import { CfnOutput, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import { type IUserPool, ManagedLoginVersion, UserPoolDomain, UserPoolGroup } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Role } from '../../contracts/definition/roles.ts';
import { SignInClient } from '../constructs/sign-in-client.ts';
import { StaffPool } from '../constructs/staff-pool.ts';
import type { Settings } from '../settings.ts';

export interface IdentityStackProps extends StackProps {
  readonly settings: Settings;
}

/** The groups are the roles of the contracts. Whoever is in none may sign in, and nothing else. */
const groups: Readonly<Record<Role, string>> = {
  viewer: 'Sees everything.',
  editor: 'Sees and changes everything.',
};

/** Where programs listen while somebody signs in with their browser. The local provider takes any port of localhost. */
const localUrl = ({ target }: Settings): string =>
  target === 'embedded' ? 'http://localhost/' : 'http://localhost:8976/';

/**
 * Signing in: the people, their groups, the domain of the login pages, and the client of programs on somebody's own machine.
 * How the login pages look is in WebStack, because emulators do not know that type of resource.
 */
export class IdentityStack extends Stack {
  readonly userPool: StaffPool;
  readonly domain: UserPoolDomain;
  /** For programs; on the embedded runtime also for the page. On AWS, the page has a client of its own. */
  readonly client: SignInClient;

  constructor(scope: Construct, id: string, { settings, ...props }: IdentityStackProps) {
    super(scope, id, props);
    const { stage, target } = settings;
    this.userPool = new StaffPool(this, 'Staff', this.stackName, settings);
    const userPool = this.userPool as IUserPool;
    for (const [groupName, description] of Object.entries(groups)) {
      new UserPoolGroup(this, groupName, { userPool, groupName, description });
    }
    this.domain = new UserPoolDomain(this, 'Domain', {
      userPool,
      // All accounts of a region share the names of domains. A stack's ARN ends with a UUID.
      cognitoDomain: { domainPrefix: `multidomain-${stage}-${Fn.select(2, Fn.split('/', this.stackId))}` },
      ...(target === 'aws' ? { managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN } : {}),
    });
    this.client = new SignInClient(this, 'Local', { userPool, url: localUrl(settings) });
    new CfnOutput(this, 'UserPoolId', { description: 'Who may sign in.', value: userPool.userPoolId });
    new CfnOutput(this, 'LocalClientId', {
      description: 'What programs on your own machine sign in with.',
      value: this.client.userPoolClientId,
    });
  }
}
