import { expect, test } from 'vitest';
import { queueUrl } from '../../aws/queue-url.ts';
import { environmentVariables } from './environment-variables.ts';

const spec = {
  logicalId: 'Orders',
  name: 'orders',
  arn: 'arn:aws:lambda:us-east-1:000000000000:function:orders',
  codePath: '/code',
  handler: 'index.handler',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: { MAILS: queueUrl('mails'), ORDERS: 'orders' },
  roleArn: 'arn:aws:iam::000000000000:role/orders',
};

test('queue URLs have the host of the local endpoint, since SDKs call the host in the URL', () => {
  expect(environmentVariables(spec, 'http://127.0.0.1:3001')).toMatchObject({
    AWS_ENDPOINT_URL: 'http://127.0.0.1:3001',
    MAILS: 'http://127.0.0.1:3001/000000000000/mails',
    ORDERS: 'orders',
  });
});
