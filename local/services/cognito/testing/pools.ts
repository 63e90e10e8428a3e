import type { UserPoolClientSpec, UserPoolSpec } from '../../../model.ts';

export const POOL_ARN = 'arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_a1b2c3d4e';

/** A client whose tokens live for ten minutes. */
export const aClient = (id: string, fields: Partial<UserPoolClientSpec> = {}): UserPoolClientSpec => ({
  logicalId: id,
  id,
  name: id,
  signsIn: true,
  callbackUrls: ['http://localhost/', 'https://shop.example/back'],
  logoutUrls: ['http://localhost/'],
  scopes: ['openid'],
  accessTokenSeconds: 600,
  idTokenSeconds: 600,
  refreshTokenSeconds: 3_600,
  ...fields,
});

/** A user pool with two groups. */
export const aUserPool = (clients: readonly UserPoolClientSpec[] = [aClient('page')]): UserPoolSpec => ({
  logicalId: 'Pool',
  id: 'us-east-1_a1b2c3d4e',
  arn: POOL_ARN,
  name: 'Members',
  clients,
  groups: [{ name: 'reader' }, { name: 'writer' }],
});

export const PEOPLE = [
  { email: 'ann@example.com', name: 'Ann Reader', groups: ['reader'] },
  { email: 'bob@example.com', name: 'Bob Writer', groups: ['reader', 'writer'] },
];
