import { describe, expect, test } from 'vitest';
import { resourcesOf, synthesized } from '../testing/synthesized.ts';

const settings = { target: 'aws', authorization: 'cognito' } as const;
const identity = synthesized({ ...settings, stage: 'dev' }).get('Identity');
const inProduction = synthesized({ ...settings, stage: 'prod' }).get('Identity');
const atFirst = synthesized({ ...settings, stage: 'prod', deletionProtection: false }).get('Identity');
const emulated = (['localstack', 'embedded'] as const).map(
  (target) => [target, synthesized({ target, authorization: 'cognito' }).get('Identity')] as const,
);

const only = (type: string, of = identity) => {
  const [resource, ...more] = resourcesOf(of, type);
  if (resource === undefined || more.length > 0) throw new Error(`Not exactly one ${type}`);
  return resource;
};

const pool = only('AWS::Cognito::UserPool').properties;

describe('the people in the user pool', () => {
  test('cannot sign up by themselves', () => {
    expect(pool.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
  });

  test('sign in by e-mail address, which is not case-sensitive', () => {
    expect(pool.UsernameAttributes).toEqual(['email']);
    expect(pool.UsernameConfiguration).toEqual({ CaseSensitive: false });
    expect(pool.AutoVerifiedAttributes).toEqual(['email']);
    // A changed address counts only once it is verified: it recovers the account.
    expect(pool.UserAttributeUpdateSettings).toEqual({
      AttributesRequireVerificationBeforeUpdate: ['email'],
    });
  });

  test('have strong passwords, and a first one that expires after three days', () => {
    expect(pool.Policies.PasswordPolicy).toEqual({
      MinimumLength: 12,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 3,
    });
  });

  test.each([
    ['dev', undefined, 'OPTIONAL'],
    ['dev', 'required', 'ON'],
    ['prod', undefined, 'ON'],
    ['prod', 'optional', 'OPTIONAL'],
  ] as const)('need an authenticator app in %s with mfa=%s: %s', (stage, mfa, expected) => {
    const { properties } = only(
      'AWS::Cognito::UserPool',
      synthesized({ ...settings, stage, ...(mfa && { mfa }) }).get('Identity'),
    );
    expect(properties).toMatchObject({
      MfaConfiguration: expected,
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    });
    expect(properties.SmsConfiguration).toBeUndefined();
  });

  test('recover their account by e-mail only', () => {
    expect(pool.AccountRecoverySetting).toEqual({
      RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }],
    });
  });

  test('belong to groups named after the roles, without a role in AWS', () => {
    const groups = resourcesOf(identity, 'AWS::Cognito::UserPoolGroup').map(({ properties }) => properties);
    expect(groups.map(({ GroupName }) => GroupName)).toEqual(['viewer', 'editor']);
    for (const { RoleArn } of groups) expect(RoleArn).toBeUndefined();
  });
});

test('the feature plan is Essentials, with 10,000 free active people a month', () => {
  expect(pool.UserPoolTier).toBe('ESSENTIALS');
  expect(pool.UserPoolAddOns).toBeUndefined();
});

describe('the user pool', () => {
  test('outlives its stack in production and is protected against deletion', () => {
    const { whole, properties } = only('AWS::Cognito::UserPool', inProduction);
    expect(whole).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    expect(properties.DeletionProtection).toBe('ACTIVE');
  });

  test('can be deleted when the first deployment to production is rolled back', () => {
    expect(only('AWS::Cognito::UserPool', atFirst).properties.DeletionProtection).toBe('INACTIVE');
  });

  test('is deleted with its stack in development', () => {
    expect(only('AWS::Cognito::UserPool').whole['DeletionPolicy']).toBe('Delete');
    expect(pool.DeletionProtection).not.toBe('ACTIVE');
  });
});

describe.each([
  ['of programs', identity],
  ['of the page', synthesized({ ...settings, stage: 'dev' }).get('Web')],
])('the client %s', (_, template) => {
  const client = only('AWS::Cognito::UserPoolClient', template).properties;

  test('has no secret, and allows authorization codes only', () => {
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      SupportedIdentityProviders: ['COGNITO'],
    });
  });

  test('accepts no passwords other than on the login page', () => {
    expect(client.ExplicitAuthFlows).toEqual(['ALLOW_CUSTOM_AUTH']);
    expect(pool.LambdaConfig).toBeUndefined();
    expect(client.PreventUserExistenceErrors).toBe('ENABLED');
  });

  test('has tokens of 15 minutes, and rotating refresh tokens of 12 hours', () => {
    expect(client).toMatchObject({
      AccessTokenValidity: 15,
      IdTokenValidity: 15,
      RefreshTokenValidity: 12 * 60,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
      EnableTokenRevocation: true,
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 30 },
    });
  });
});

test('programs receive their codes on a port of localhost', () => {
  const { CallbackURLs, LogoutURLs } = only('AWS::Cognito::UserPoolClient').properties;
  expect([CallbackURLs, LogoutURLs]).toEqual([['http://localhost:8976/'], ['http://localhost:8976/']]);
});

describe('the domain of the login pages', () => {
  /** As AWS names it: a stack's ARN ends with its name and a UUID. */
  const named = (template: typeof identity): string => {
    const [separator, [prefix, { 'Fn::Select': select }]] = only('AWS::Cognito::UserPoolDomain', template)
      .properties.Domain['Fn::Join'];
    expect([separator, select]).toEqual(['', [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }]]);
    const stackId = `arn:aws:cloudformation:eu-west-1:111122223333:stack/Name/${crypto.randomUUID()}`;
    return `${prefix}${stackId.split('/')[2]}`;
  };

  test('is valid, and unique for every account, region and stage', () => {
    for (const template of [identity, inProduction]) {
      const name = named(template);
      expect(name).toMatch(/^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])$/);
      // Cognito reserves these words.
      expect(name).not.toMatch(/aws|amazon|cognito/);
      expect(name).not.toBe(named(template));
    }
  });

  test('has managed login pages on AWS', () => {
    expect(only('AWS::Cognito::UserPoolDomain').properties.ManagedLoginVersion).toBe(2);
  });

  test.each([...emulated, ['aws', identity] as const])(
    'needs no type that emulators refuse: %s',
    (_, template) => {
      expect(resourcesOf(template, 'AWS::Cognito::ManagedLoginBranding')).toEqual([]);
    },
  );
});

describe.each(emulated)('%s', (target, template) => {
  test('has the same user pool, groups and client, without AWS-only settings', () => {
    expect(only('AWS::Cognito::UserPool', template).properties).toEqual(
      Object.fromEntries(
        Object.entries({
          ...pool,
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        }).filter(
          ([name]) =>
            !['EnabledMfas', 'MfaConfiguration', 'UserAttributeUpdateSettings', 'UserPoolTier'].includes(
              name,
            ),
        ),
      ),
    );
    expect(resourcesOf(template, 'AWS::Cognito::UserPoolGroup')).toEqual(
      resourcesOf(identity, 'AWS::Cognito::UserPoolGroup'),
    );
    expect(only('AWS::Cognito::UserPoolDomain', template).properties.ManagedLoginVersion).toBeUndefined();
  });

  test('redirects to localhost', () => {
    const url = target === 'embedded' ? 'http://localhost/' : 'http://localhost:8976/';
    const { CallbackURLs, LogoutURLs } = only('AWS::Cognito::UserPoolClient', template).properties;
    expect([CallbackURLs, LogoutURLs]).toEqual([[url], [url]]);
  });
});
