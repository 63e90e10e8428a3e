import { ArnFormat, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { addAlarms } from '../monitoring/alarms.ts';
import { addDashboard } from '../monitoring/dashboard.ts';
import { addLogQueries } from '../monitoring/log-queries.ts';
import type { Settings } from '../settings.ts';
import type { ApiStack } from './api-stack.ts';
import { checks } from './comparisons.ts';
import type { OperationsStack } from './operations-stack.ts';
import type { ServiceStack } from './service-stack.ts';

export interface MonitoringStackProps extends StackProps {
  readonly api: ApiStack;
  readonly services: readonly ServiceStack[];
  readonly operations: OperationsStack;
  readonly settings: Settings;
}

/** Shows whether the system is healthy: a dashboard, alarms with a topic, and saved log queries. */
export class MonitoringStack extends Stack {
  constructor(scope: Construct, id: string, props: MonitoringStackProps) {
    super(scope, id, props);
    const { stage } = props.settings;
    const topic = new Topic(this, 'Alarms', {
      displayName: `Multidomain alarms (${stage})`,
      enforceSSL: true,
    });
    this.#letAlarmsPublish(topic);
    if (props.settings.alarmEmail !== undefined) {
      const subscription = topic.addSubscription(new EmailSubscription(props.settings.alarmEmail));
      // A deployment without the address must not unsubscribe anybody. The subscription is deleted with its topic.
      subscription.applyRemovalPolicy(RemovalPolicy.RETAIN);
    }
    const { api } = props.api;
    const comparison = { function: props.operations.comparing, checks: checks.length };
    const alarms = addAlarms(this, { ...props, api, comparison, topic });
    addDashboard(this, { ...props, api, alarms });
    addLogQueries(this, { ...props, comparison });
  }

  /** A topic's default policy lets the whole account publish, but any explicit one, such as `enforceSSL`'s, replaces it. */
  #letAlarmsPublish(topic: Topic): void {
    const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
    const alarms = this.formatArn({ service: 'cloudwatch', resource: 'alarm', resourceName: '*', arnFormat });
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': this.account },
          ArnLike: { 'aws:SourceArn': alarms },
        },
      }),
    );
  }
}
