import { arn } from '../../aws/arn.ts';
import { isRecord } from '../../json.ts';
import { type AwsApi, distinct } from '../aws-api.ts';

/** EventBridge, as far as it is here. */
export const eventBridgeApi: AwsApi = {
  target: 'AWSEvents',
  signingName: 'events',
  // The entries of a request may have 1 MiB, in JSON up to three times as much; the bus counts them.
  maxBodyBytes: 4 * 1024 * 1024,
  operations: {
    PutEvents: {
      actions: ['events:PutEvents'],
      contextKeys: ['events:source', 'events:detail-type'],
      needs: ({ Entries }) =>
        distinct(
          (Array.isArray(Entries) ? Entries : []).map((entry) => {
            const { EventBusName, Source, DetailType } = isRecord(entry) ? entry : {};
            return {
              action: 'events:PutEvents',
              resource: busArn(EventBusName),
              context: { 'events:source': values(Source), 'events:detail-type': values(DetailType) },
            };
          }),
        ),
    },
  },
};

function busArn(nameOrArn: unknown): string {
  const name = typeof nameOrArn === 'string' ? nameOrArn : 'default';
  return name.startsWith('arn:') ? name : arn('events', `event-bus/${name}`);
}

function values(value: unknown): string[] {
  return typeof value === 'string' ? [value] : [];
}
