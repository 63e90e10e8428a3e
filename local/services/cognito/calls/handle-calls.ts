import { NotWrittenError } from '../../../data/store.ts';
import { type AwsRequest, type AwsResponse, errorResponse, jsonResponse } from '../../aws-api.ts';
import type { CognitoOperation } from '../api.ts';
import { CognitoError } from '../errors.ts';
import type { Call, CallContext } from './call.ts';
import {
  adminAddUserToGroup,
  adminListGroupsForUser,
  adminRemoveUserFromGroup,
  listUsersInGroup,
} from './groups.ts';
import { adminCreateUser, adminDeleteUser, adminUserGlobalSignOut, listUsers } from './users.ts';

const calls: Readonly<Record<CognitoOperation, Call>> = {
  AdminAddUserToGroup: adminAddUserToGroup,
  AdminCreateUser: adminCreateUser,
  AdminDeleteUser: adminDeleteUser,
  AdminListGroupsForUser: adminListGroupsForUser,
  AdminRemoveUserFromGroup: adminRemoveUserFromGroup,
  AdminUserGlobalSignOut: adminUserGlobalSignOut,
  ListUsers: listUsers,
  ListUsersInGroup: listUsersInGroup,
};

/**
 * Carries out the calls of Cognito's API for the user pools that `poolOf` finds by their ids.
 * @param saved resolves once what has been changed is kept
 */
export function handleCalls(
  poolOf: (id: string) => CallContext | undefined,
  saved: () => Promise<void> = async () => {},
): (request: AwsRequest) => Promise<AwsResponse> {
  return async ({ operation, parameters }) => {
    try {
      const id = String(parameters['UserPoolId']);
      const pool = poolOf(id);
      if (pool === undefined) {
        throw new CognitoError('ResourceNotFoundException', `User pool ${id} does not exist.`);
      }
      const body = calls[operation as CognitoOperation](parameters, pool);
      await saved();
      return jsonResponse(200, body, { 'content-type': 'application/x-amz-json-1.1' });
    } catch (error) {
      if (error instanceof CognitoError) return error.response;
      if (error instanceof NotWrittenError) return errorResponse(500, 'InternalErrorException', 'Try again.');
      throw error;
    }
  };
}
