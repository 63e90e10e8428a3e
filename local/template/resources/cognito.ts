import { z } from 'zod';
import { arn, environment } from '../../aws/arn.ts';
import { generatedId } from '../names.ts';
import { resourceType } from '../resource-type.ts';
import { withoutEffect } from '../without-effect.ts';

const POLICY_OF_PASSWORDS = 'the local sign-in asks for no password';
const MESSAGES = 'nothing is sent to people of a local user pool';

export const userPool = resourceType({
  type: 'AWS::Cognito::UserPool',
  properties: z.strictObject({
    ...withoutEffect({
      AccountRecoverySetting: POLICY_OF_PASSWORDS,
      AdminCreateUserConfig: 'the people of a local user pool are given to the runtime',
      AliasAttributes: POLICY_OF_PASSWORDS,
      AutoVerifiedAttributes: MESSAGES,
      DeletionProtection: 'a local resource ends with the process',
      DeviceConfiguration: POLICY_OF_PASSWORDS,
      EmailConfiguration: MESSAGES,
      EmailVerificationMessage: MESSAGES,
      EmailVerificationSubject: MESSAGES,
      EnabledMfas: POLICY_OF_PASSWORDS,
      MfaConfiguration: POLICY_OF_PASSWORDS,
      Policies: POLICY_OF_PASSWORDS,
      SmsAuthenticationMessage: MESSAGES,
      SmsConfiguration: MESSAGES,
      SmsVerificationMessage: MESSAGES,
      UserAttributeUpdateSettings: MESSAGES,
      UserPoolAddOns: 'there is no local protection against attacks',
      UserPoolTags: 'a label',
      UserPoolTier: 'a price',
      UsernameAttributes: 'local people are chosen from a list',
      UsernameConfiguration: 'local people are chosen from a list',
      VerificationMessageTemplate: MESSAGES,
      WebAuthnRelyingPartyID: POLICY_OF_PASSWORDS,
      WebAuthnUserVerification: POLICY_OF_PASSWORDS,
    }),
    Schema: z
      .array(
        z.strictObject({
          ...withoutEffect({
            AttributeDataType: 'local people have the attributes that the runtime knows',
            DeveloperOnlyAttribute: 'as above',
            Mutable: 'as above',
            NumberAttributeConstraints: 'as above',
            Required: 'as above',
            StringAttributeConstraints: 'as above',
          }),
          Name: z.enum(['email', 'name']),
        }),
      )
      .exactOptional(),
    UserPoolName: z.string().exactOptional(),
  }),
  identify: ({ stackName, logicalId }) => {
    const ref = `${environment.region}_${generatedId(stackName, logicalId, 9)}`;
    const provider = `cognito-idp.${environment.region}.${environment.urlSuffix}/${ref}`;
    return {
      ref,
      attributes: {
        Arn: arn('cognito-idp', `userpool/${ref}`),
        ProviderName: provider,
        ProviderURL: `https://${provider}`,
        UserPoolId: ref,
      },
    };
  },
});

/** An absolute address without a fragment, in https except for `http://localhost`, as Cognito takes it. */
const redirectUri = z.string().refine((uri) => {
  const { protocol, hostname, hash } = URL.canParse(uri)
    ? new URL(uri)
    : { protocol: '', hostname: '', hash: '' };
  return hash === '' && (protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost'));
}, 'an https address, or one of http://localhost');

const timeUnit = z.enum(['seconds', 'minutes', 'hours', 'days']);

export const userPoolClient = resourceType({
  type: 'AWS::Cognito::UserPoolClient',
  properties: z.strictObject({
    ...withoutEffect({
      AnalyticsConfiguration: 'nothing is measured',
      AuthSessionValidity: 'how long a sign-in may take that local people do with one click',
      DefaultRedirectURI: 'the local sign-in wants an address with each request',
      EnablePropagateAdditionalUserContextData: 'there is no local protection against attacks',
      EnableTokenRevocation: 'local refresh tokens can always be revoked',
      ExplicitAuthFlows: 'the local sign-in has its pages only',
      PreventUserExistenceErrors: 'the local sign-in lists everybody',
      ReadAttributes: 'local people have the attributes that the runtime knows',
      WriteAttributes: 'local people cannot change themselves',
    }),
    ClientName: z.string().exactOptional(),
    UserPoolId: z.string(),
    GenerateSecret: z.literal(false).exactOptional(),
    AllowedOAuthFlows: z.array(z.literal('code')).default([]),
    AllowedOAuthFlowsUserPoolClient: z.boolean().default(false),
    AllowedOAuthScopes: z.array(z.string()).default([]),
    CallbackURLs: z.array(redirectUri).default([]),
    LogoutURLs: z.array(redirectUri).default([]),
    SupportedIdentityProviders: z.array(z.literal('COGNITO')).exactOptional(),
    AccessTokenValidity: z.number().int().min(1).default(1),
    IdTokenValidity: z.number().int().min(1).default(1),
    RefreshTokenValidity: z.number().int().min(1).default(30),
    TokenValidityUnits: z
      .strictObject({
        AccessToken: timeUnit.default('hours'),
        IdToken: timeUnit.default('hours'),
        RefreshToken: timeUnit.default('days'),
      })
      .prefault({}),
    RefreshTokenRotation: z
      .strictObject({
        Feature: z.enum(['ENABLED', 'DISABLED']),
        RetryGracePeriodSeconds: z.number().int().min(0).max(60).default(0),
      })
      .exactOptional(),
  }),
  identify: ({ stackName, logicalId, name }) => {
    const ref = generatedId(stackName, logicalId, 26);
    return { ref, attributes: { ClientId: ref, Name: name('ClientName', 128) } };
  },
});

export const userPoolGroup = resourceType({
  type: 'AWS::Cognito::UserPoolGroup',
  properties: z.strictObject({
    ...withoutEffect({
      Precedence: 'decides between roles of AWS, which people do not take on here',
      RoleArn: 'people do not take on roles of AWS here',
    }),
    Description: z.string().exactOptional(),
    GroupName: z.string().exactOptional(),
    UserPoolId: z.string(),
  }),
  identify: ({ name }) => ({ ref: name('GroupName', 128), attributes: {} }),
});

export const userPoolDomain = resourceType({
  type: 'AWS::Cognito::UserPoolDomain',
  properties: z.strictObject({
    ...withoutEffect({ ManagedLoginVersion: 'the local sign-in has a page of its own' }),
    Domain: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/),
    UserPoolId: z.string(),
  }),
  identify: ({ property }) => {
    const ref = String(property('Domain'));
    return { ref, attributes: { CloudFrontDistribution: `${ref}.cloudfront.net` } };
  },
});
