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

describe('people', () => {
  test('are added by others: nobody signs up', () => {
    expect(pool.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
  });

  test('sign in by e-mail address, in whatever case', () => {
    expect(pool.UsernameAttributes).toEqual(['email']);
    expect(pool.UsernameConfiguration).toEqual({ CaseSensitive: false });
    expect(pool.AutoVerifiedAttributes).toEqual(['email']);
    // A changed address counts only once it is verified: it recovers the account.
    expect(pool.UserAttributeUpdateSettings).toEqual({
      AttributesRequireVerificationBeforeUpdate: ['email'],
    });
  });

  test('have passwords of 12 characters and of every kind, and a first one that soon expires', () => {
    expect(pool.Policies.PasswordPolicy).toEqual({
      MinimumLength: 12,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 3,
    });
  });

  test('may add an authenticator app, and get nothing by SMS', () => {
    expect(pool).toMatchObject({ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
    expect(pool.SmsConfiguration).toBeUndefined();
    expect(pool.AccountRecoverySetting).toEqual({
      RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }],
    });
  });

  test('belong to the groups that the roles are named for, which give no rights in AWS', () => {
    const groups = resourcesOf(identity, 'AWS::Cognito::UserPoolGroup').map(({ properties }) => properties);
    expect(groups.map(({ GroupName }) => GroupName)).toEqual(['viewer', 'editor']);
    for (const { RoleArn } of groups) expect(RoleArn).toBeUndefined();
  });
});

test('the plan is the one whose first 10,000 active people a month are free', () => {
  expect(pool.UserPoolTier).toBe('ESSENTIALS');
  expect(pool.UserPoolAddOns).toBeUndefined();
});

describe('the user pool', () => {
  test('outlives its stack in production and is protected against deletion', () => {
    const { whole, properties } = only('AWS::Cognito::UserPool', inProduction);
    expect(whole).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    expect(properties.DeletionProtection).toBe('ACTIVE');
  });

  test('can be deleted when a first deployment to production is rolled back', () => {
    expect(only('AWS::Cognito::UserPool', atFirst).properties.DeletionProtection).toBe('INACTIVE');
  });

  test('is deleted with its stack in development', () => {
    expect(only('AWS::Cognito::UserPool').whole['DeletionPolicy']).toBe('Delete');
    expect(pool.DeletionProtection).not.toBe('ACTIVE');
  });
});

describe.each([
  ['on your own machine', identity],
  ['of the page', synthesized({ ...settings, stage: 'dev' }).get('Web')],
])('the client %s', (_, template) => {
  const client = only('AWS::Cognito::UserPoolClient', template).properties;

  test('has no secret, and takes authorization codes only', () => {
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      SupportedIdentityProviders: ['COGNITO'],
    });
  });

  test('cannot be used to try passwords past the login page', () => {
    expect(client.ExplicitAuthFlows).toEqual(['ALLOW_CUSTOM_AUTH']);
    expect(pool.LambdaConfig).toBeUndefined();
    expect(client.PreventUserExistenceErrors).toBe('ENABLED');
  });

  test('gets access for 15 minutes, renewed for a working day with a new refresh token each time', () => {
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

test('programs on your own machine get their codes at a port of localhost', () => {
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

  test('is free in every account and region, and for every stage', () => {
    for (const template of [identity, inProduction]) {
      const name = named(template);
      expect(name).toMatch(/^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])$/);
      // Cognito reserves these words.
      expect(name).not.toMatch(/aws|amazon|cognito/);
      expect(name).not.toBe(named(template));
    }
  });

  test('has pages with the product’s name and colours, on AWS', () => {
    expect(only('AWS::Cognito::UserPoolDomain').properties.ManagedLoginVersion).toBe(2);
    const { properties } = only('AWS::Cognito::ManagedLoginBranding');
    expect(properties.ClientId).toEqual({ Ref: only('AWS::Cognito::UserPoolClient').id });
    expect(properties.Settings.components.form.logo.enabled).toBe(true);
    for (const { Bytes, Category } of properties.Assets) {
      const svg = Buffer.from(Bytes, 'base64').toString();
      expect([Category, svg]).toEqual([Category, expect.stringMatching(/^<svg .*Multidomain.*<\/svg>\s*$/s)]);
      expect(svg).not.toMatch(/<script|\son\w+=|href/);
    }
    const colours = JSON.stringify(properties.Settings).match(/"\w*[cC]olor":"[^"]*"/g) ?? [];
    expect(colours.length).toBeGreaterThan(10);
    for (const colour of colours) expect(colour).toMatch(/:"[\da-f]{8}"$/);
  });
});

describe.each(emulated)('%s', (target, template) => {
  test('gets the same people, groups and client, without what only AWS has', () => {
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
    expect(resourcesOf(template, 'AWS::Cognito::ManagedLoginBranding')).toEqual([]);
    expect(only('AWS::Cognito::UserPoolDomain', template).properties.ManagedLoginVersion).toBeUndefined();
  });

  test('leads back to this machine', () => {
    const url = target === 'embedded' ? 'http://localhost/' : 'http://localhost:8976/';
    const { CallbackURLs, LogoutURLs } = only('AWS::Cognito::UserPoolClient', template).properties;
    expect([CallbackURLs, LogoutURLs]).toEqual([[url], [url]]);
  });
});
