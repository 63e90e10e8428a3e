import { GetQueueAttributesCommand, paginateListQueues, type SQSClient } from '@aws-sdk/client-sqs';
import { NoSystem } from '../running/aws-access.ts';

/** A dead-letter queue, and the queue that it belongs to. */
export interface DeadLetterQueue {
  readonly url: string;
  readonly name: string;
  /** Where its messages are redriven to. */
  readonly sourceUrl: string;
}

/**
 * The dead-letter queues of a system: those to which the redrive policy of another queue refers.
 * @param prefix how the names of its queues begin.
 * @throws NoSystem if there are none.
 */
export async function findQueues(client: SQSClient, prefix: string): Promise<DeadLetterQueue[]> {
  const urls: string[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues({ client }, { QueueNamePrefix: prefix })) {
    urls.push(...QueueUrls);
  }
  const queues = await Promise.all(urls.map((url) => describe(client, url)));
  const found = queues.flatMap(({ url: sourceUrl, deadLetterArn }) => {
    const deadLetters = queues.find(({ arn }) => arn !== undefined && arn === deadLetterArn);
    return deadLetters === undefined
      ? []
      : [{ url: deadLetters.url, name: nameIn(deadLetters.url), sourceUrl }];
  });
  if (found.length === 0) {
    throw new NoSystem(
      `No queues whose names begin with ${prefix} have dead-letter queues there. Is the system deployed, and are --stage and the region right?`,
    );
  }
  return found.toSorted((one, other) => one.name.localeCompare(other.name));
}

async function describe(client: SQSClient, url: string) {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn', 'RedrivePolicy'] }),
  );
  const { QueueArn: arn, RedrivePolicy } = Attributes;
  const deadLetterArn: string | undefined = RedrivePolicy && JSON.parse(RedrivePolicy).deadLetterTargetArn;
  return { url, arn, deadLetterArn };
}

const nameIn = (url: string): string => url.split('/').at(-1) ?? url;
