import { Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';

/** The one event bus that the services share. */
export class MessagingStack extends Stack {
  readonly bus: IEventBus;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const description = 'The events of all services.';
    this.bus = new EventBus(this, 'Events', { description }) as IEventBus;
  }
}
