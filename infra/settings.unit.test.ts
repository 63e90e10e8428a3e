import { App } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { settingsFrom } from './settings.ts';

const settings = (context: Record<string, unknown>) => settingsFrom(new App({ context }).node);

test('without context, the settings are for development on AWS', () => {
  expect(settings({})).toEqual({ target: 'aws', stage: 'dev', authorization: 'cognito' });
});

test('values from the command line, which are strings, are accepted', () => {
  const context = {
    stage: 'prod',
    consumerConcurrency: '50',
    requestRate: '200',
    requestBurst: '400',
    mfa: 'optional',
    deletionProtection: 'false',
  };
  expect(settings(context)).toEqual({
    target: 'aws',
    stage: 'prod',
    authorization: 'cognito',
    consumerConcurrency: 50,
    requestRate: 200,
    requestBurst: 400,
    mfa: 'optional',
    deletionProtection: false,
  });
});

test.each([
  ['stage', 'production'],
  ['alarmEmail', 'nobody'],
  ['consumerConcurrency', '1'],
  ['consumerConcurrency', '1001'],
  ['consumerConcurrency', 'many'],
  ['requestRate', '0'],
  ['requestRate', '10001'],
  ['requestRate', '2.5'],
  ['requestRate', 'fast'],
  ['requestBurst', '0'],
  ['requestBurst', '5001'],
  ['requestBurst', '-1'],
  ['deletionProtection', 'perhaps'],
  ['authorization', 'none'],
  ['mfa', 'off'],
])('an invalid value is an error that names the setting: -c %s=%s', (name, value) => {
  expect(() => settings({ [name]: value })).toThrow(`-c ${name}:`);
});

test.each([
  ['aws', 'cognito'],
  ['localstack', 'open'],
  ['embedded', 'cognito'],
] as const)('on %s the default authorization is %s', (target, authorization) => {
  expect(settings({ target }).authorization).toBe(authorization);
});

test.each(['localstack', 'embedded'])('on %s both kinds of authorization can be chosen', (target) => {
  for (const authorization of ['cognito', 'open'])
    expect(settings({ target, authorization }).authorization).toBe(authorization);
});

test('AWS cannot be open, and the message says why', () => {
  expect(() => settings({ authorization: 'open' })).toThrow(
    /-c authorization: AWS has no open access.*internet/,
  );
});
