import { arn } from '../../aws/arn.ts';
import type { AwsApi, Operation } from '../aws-api.ts';

const onUserPool = (action: string): Operation => ({
  actions: [`cognito-idp:${action}`],
  needs: ({ UserPoolId }) => [
    {
      action: `cognito-idp:${action}`,
      resource: typeof UserPoolId === 'string' ? arn('cognito-idp', `userpool/${UserPoolId}`) : '*',
    },
  ],
});

const operations = {
  AdminAddUserToGroup: onUserPool('AdminAddUserToGroup'),
  AdminCreateUser: onUserPool('AdminCreateUser'),
  AdminDeleteUser: onUserPool('AdminDeleteUser'),
  AdminListGroupsForUser: onUserPool('AdminListGroupsForUser'),
  AdminRemoveUserFromGroup: onUserPool('AdminRemoveUserFromGroup'),
  AdminUserGlobalSignOut: onUserPool('AdminUserGlobalSignOut'),
  ListUsers: onUserPool('ListUsers'),
  ListUsersInGroup: onUserPool('ListUsersInGroup'),
} satisfies Record<string, Operation>;

export type CognitoOperation = keyof typeof operations;

/** Cognito's user pools, as far as they are here: people and their groups. */
export const cognitoApi: AwsApi = {
  target: 'AWSCognitoIdentityProviderService',
  signingName: 'cognito-idp',
  maxBodyBytes: 1024 * 1024,
  operations,
};
