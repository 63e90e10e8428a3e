import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';

/**
 * Synthesizes an API whose routes are for members: `GET /me` for everybody who has signed in, `GET /secret` for
 * tokens with a scope that only one client may ask for, `GET /open` for anybody. Returns the assembly's folder.
 */
export function synthesizeMembers(outdir: string, codePath: string): string {
  const app = new App({
    outdir,
    analyticsReporting: false,
    context: { '@aws-cdk/core:defaultCrossStackReferences': 'strong' },
  });

  const identity = new Stack(app, 'Identity');
  const userPool = new cognito.UserPool(identity, 'Pool', {
    userPoolName: 'Members',
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    autoVerify: { email: true },
    standardAttributes: { email: { required: true, mutable: true }, fullname: { required: false } },
    passwordPolicy: { minLength: 12, tempPasswordValidity: Duration.days(7) },
    accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
    mfa: cognito.Mfa.OPTIONAL,
    mfaSecondFactor: { sms: false, otp: true },
    featurePlan: cognito.FeaturePlan.ESSENTIALS,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const domain = userPool.addDomain('Domain', {
    cognitoDomain: { domainPrefix: 'members' },
    managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
  });
  for (const groupName of ['reader', 'writer']) {
    new cognito.CfnUserPoolGroup(identity, groupName, {
      userPoolId: userPool.userPoolId,
      groupName,
      description: `Those who are a ${groupName}`,
      precedence: 1,
    });
  }
  const client = (id: string, scopes: cognito.OAuthScope[], rotates: boolean) =>
    userPool.addClient(id, {
      userPoolClientName: id,
      generateSecret: false,
      authFlows: {},
      supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.days(7),
      ...(rotates && { refreshTokenRotationGracePeriod: Duration.seconds(10) }),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes,
        callbackUrls: ['http://localhost/'],
        logoutUrls: ['http://localhost/'],
      },
    });
  const page = client('Page', [cognito.OAuthScope.OPENID], true);
  client('Program', [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL], false);
  new cognito.CfnManagedLoginBranding(identity, 'Branding', {
    userPoolId: userPool.userPoolId,
    clientId: page.userPoolClientId,
    useCognitoProvidedValues: true,
  }).node.addDependency(domain);

  const api = new Stack(app, 'Api');
  const handler = new lambda.Function(api, 'Handler', {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(codePath),
  });
  const integration = new apigateway.LambdaIntegration(handler);
  const rest = new apigateway.RestApi(api, 'Rest', { deployOptions: { stageName: 'api' } });
  const authorizer = new apigateway.CognitoUserPoolsAuthorizer(api, 'Authorizer', {
    cognitoUserPools: [userPool],
    resultsCacheTtl: Duration.seconds(0),
  });
  const protectedBy = (authorizationScopes: string[]) => ({
    authorizer,
    authorizationType: apigateway.AuthorizationType.COGNITO,
    authorizationScopes,
  });
  rest.root.addResource('me').addMethod('GET', integration, protectedBy(['openid']));
  rest.root.addResource('secret').addMethod('GET', integration, protectedBy(['email']));
  rest.root.addResource('open').addMethod('GET', integration);
  for (const [type, title] of [
    [apigateway.ResponseType.UNAUTHORIZED, 'Not signed in'],
    [apigateway.ResponseType.EXPIRED_TOKEN, 'Signed in too long ago'],
    [apigateway.ResponseType.ACCESS_DENIED, 'Access denied'],
  ] as const) {
    rest.addGatewayResponse(`${type.responseType}`, {
      type,
      ...(type !== apigateway.ResponseType.ACCESS_DENIED && { statusCode: '401' }),
      responseHeaders: { 'WWW-Authenticate': "'Bearer'" },
      templates: {
        'application/json': JSON.stringify({ title, detail: '$context.error.message' }),
      },
    });
  }
  return app.synth().directory;
}
