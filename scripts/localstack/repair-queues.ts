import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';

/** The part of a template that is read: queues with a dead-letter queue in the same stack. */
const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z
        .object({
          RedrivePolicy: z
            .object({
              deadLetterTargetArn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
              maxReceiveCount: z.int(),
            })
            .optional(),
        })
        .optional(),
    }),
  ),
});

/**
 * Sets the redrive policies of the templates that the emulator's CloudFormation has omitted. Without them a poison
 * event would be redelivered forever.
 * @returns the number of queues repaired.
 */
export async function repairQueues(assemblyDir: string): Promise<number> {
  const [cloudFormation, sqs] = [
    new CloudFormationClient({}),
    new SQSClient({ useQueueUrlAsEndpoint: false }),
  ];
  const queueUrl = async (StackName: string, LogicalResourceId: string): Promise<string> => {
    const command = new DescribeStackResourceCommand({ StackName, LogicalResourceId });
    const { StackResourceDetail } = await cloudFormation.send(command);
    return StackResourceDetail?.PhysicalResourceId ?? '';
  };
  const attribute = async (QueueUrl: string, name: 'QueueArn' | 'RedrivePolicy') => {
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] });
    return (await sqs.send(command)).Attributes?.[name];
  };
  let repaired = 0;
  for (const { stack, queue, deadLetters, maxReceiveCount } of redrivesOf(assemblyDir)) {
    const url = await queueUrl(stack, queue);
    if ((await attribute(url, 'RedrivePolicy')) !== undefined) continue;
    const deadLetterTargetArn = await attribute(await queueUrl(stack, deadLetters), 'QueueArn');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { RedrivePolicy } }));
    repaired += 1;
  }
  return repaired;
}

/** All redrive policies of the synthesized templates, with logical ids. */
function redrivesOf(assemblyDir: string) {
  return globSync(join(assemblyDir, '*.template.json')).flatMap((file) => {
    const { Resources } = templateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const stack = basename(file, '.template.json');
    return Object.entries(Resources).flatMap(([queue, { Properties }]) => {
      const redrive = Properties?.RedrivePolicy;
      if (redrive === undefined) return [];
      const [deadLetters] = redrive.deadLetterTargetArn['Fn::GetAtt'];
      return [{ stack, queue, deadLetters, maxReceiveCount: redrive.maxReceiveCount }];
    });
  });
}
