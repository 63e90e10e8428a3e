/** Where the local system runs, as AWS would name it. */
export const environment = {
  partition: 'aws',
  region: 'us-east-1',
  accountId: '000000000000',
  urlSuffix: 'amazonaws.com',
} as const;

/** The ARN of a resource of a regional service: `arn('sqs', 'orders')`. */
export function arn(service: string, resource: string): string {
  return `arn:${environment.partition}:${service}:${environment.region}:${environment.accountId}:${resource}`;
}

/** The ARN of an IAM resource, which has no region: `iamArn('role/reader')`. */
export function iamArn(resource: string): string {
  return `arn:${environment.partition}:iam::${environment.accountId}:${resource}`;
}
