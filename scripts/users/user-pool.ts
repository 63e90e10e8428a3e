import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { runningOn } from '../running/running-system.ts';
import type { Place } from './arguments.ts';
import { UsersError } from './users-error.ts';

/** A user pool, and how to call it. */
export interface UserPool {
  readonly client: CognitoIdentityProviderClient;
  readonly id: string;
}

/** Finds the user pool of a system. @throws UsersError if there is none. */
export const userPoolAt = (place: Place): Promise<UserPool> =>
  place.kind === 'local' ? localPool(place.port) : deployedPool(place.stage);

async function localPool(port: number): Promise<UserPool> {
  const system = runningOn(port);
  if (system === undefined) {
    throw new UsersError(
      `Nothing runs on port ${port}. Start it with npm start, give its port with --port, or a stage on AWS with --stage.`,
    );
  }
  const { awsEndpoint, awsCredentials, userPoolIds } = system;
  const [id] = userPoolIds;
  if (id === undefined) {
    throw new UsersError(`The system on port ${port} has open access: nobody signs in, so it has no people.`);
  }
  const client = new CognitoIdentityProviderClient({
    endpoint: awsEndpoint,
    region: 'us-east-1',
    credentials: awsCredentials,
  });
  return { client, id };
}

async function deployedPool(stage: 'dev' | 'prod'): Promise<UserPool> {
  const name = `Multidomain${stage === 'prod' ? 'Prod' : ''}-Identity`;
  const { Stacks = [] } = await new CloudFormationClient().send(
    new DescribeStacksCommand({ StackName: name }),
  );
  const id = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'UserPoolId')?.OutputValue;
  if (id === undefined) throw new UsersError(`The stack ${name} has no user pool. Deploy it again.`);
  return { client: new CognitoIdentityProviderClient(), id };
}
