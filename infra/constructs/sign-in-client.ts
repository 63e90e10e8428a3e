import { Duration } from 'aws-cdk-lib';
import {
  type IUserPool,
  OAuthScope,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';

export interface SignInClientProps {
  readonly userPool: IUserPool;
  /** Where people return to after they have signed in or out. */
  readonly url: string;
}

/**
 * A program that people sign in with. It cannot keep a secret, so it has none: it gets its tokens by an authorization
 * code with PKCE, which Cognito asks for whenever the request has a code challenge.
 */
export class SignInClient extends UserPoolClient {
  constructor(scope: Construct, id: string, { userPool, url }: SignInClientProps) {
    super(scope, id, {
      userPool,
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [url],
        logoutUrls: [url],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      // Without a trigger this flow always fails, so nobody signs in but through the login page. None at all would mean
      // Cognito's default, which includes passwords and excludes rotation.
      authFlows: { custom: true },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      // The gateway does not ask whether an access token has been revoked: this long it is valid in any case.
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      // A working day, at the end of which people sign in again: rotation does not prolong it.
      refreshTokenValidity: Duration.hours(12),
      // A renewal whose answer got lost can be repeated.
      refreshTokenRotationGracePeriod: Duration.seconds(30),
    });
  }
}
