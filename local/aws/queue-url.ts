import { environment } from './arn.ts';

const { region, urlSuffix, accountId } = environment;

/** How the URL of every queue begins on AWS. */
export const AWS_QUEUES = `https://sqs.${region}.${urlSuffix}/`;

/** The URL of a queue. @param root of the endpoint, with a slash at its end; default: AWS's own */
export function queueUrl(name: string, root = AWS_QUEUES): string {
  return `${root}${accountId}/${name}`;
}

/** The name in a queue's URL, whatever its host, since a machine has several names; undefined for any other URL. */
export function queueNameIn(url: string): string | undefined {
  const [, account, name, ...more] = URL.parse(url)?.pathname.split('/') ?? [];
  return account === accountId && more.length === 0 ? name : undefined;
}
