import { App } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { settingsFrom } from './settings.ts';

const settings = (context: Record<string, unknown>) => settingsFrom(new App({ context }).node);

test('without context, the settings are for development on AWS', () => {
  expect(settings({})).toEqual({ target: 'aws', stage: 'dev' });
});

test('values from the command line, which are strings, are accepted', () => {
  const context = {
    stage: 'prod',
    consumerConcurrency: '50',
    requestRate: '200',
    requestBurst: '400',
    deletionProtection: 'false',
  };
  expect(settings(context)).toEqual({
    target: 'aws',
    stage: 'prod',
    consumerConcurrency: 50,
    requestRate: 200,
    requestBurst: 400,
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
])('an invalid value is an error that names the setting: -c %s=%s', (name, value) => {
  expect(() => settings({ [name]: value })).toThrow(`-c ${name}:`);
});
