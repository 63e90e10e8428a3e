import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ServiceFunction } from '../constructs/service-function.ts';
import { tableVariable } from '../constructs/table-variable.ts';
import { metricNamespace } from '../metric-namespace.ts';
import type { Settings } from '../settings.ts';
import { checks, reads } from './comparisons.ts';
import type { ServiceStack } from './service-stack.ts';

export interface OperationsStackProps extends StackProps {
  /** Whose tables are compared. */
  readonly services: readonly ServiceStack[];
  readonly settings: Settings;
}

/** Lambda allows no more. */
const LONGEST = Duration.minutes(15);
/** When the first check of a night starts. */
const FIRST_HOUR_UTC = 1;

/**
 * What looks after all services, and belongs to none: each night, it compares what they keep of each other. It only
 * reads, and is the only function that may scan.
 */
export class OperationsStack extends Stack {
  /** Compares what one check compares. */
  readonly comparing: ServiceFunction;

  constructor(scope: Construct, id: string, { services, settings, ...props }: OperationsStackProps) {
    super(scope, id, props);
    const tables = services.flatMap(({ service, tables: ofService }) =>
      Object.entries(reads[service]).map(([name, actions]) => {
        const table = ofService.get(name);
        if (table === undefined) throw new Error(`${service} has no table ${name}`);
        return { variable: `${service.toUpperCase()}_${tableVariable(name)}`, table, actions };
      }),
    );
    this.comparing = new ServiceFunction(this, 'Reconcile', {
      service: 'operations',
      description: 'Compares what services keep of each other with its owners.',
      environment: {
        POWERTOOLS_METRICS_NAMESPACE: metricNamespace(settings.stage),
        ...Object.fromEntries(tables.map(({ variable, table }) => [variable, table.tableName])),
      },
      timeout: LONGEST,
    });
    for (const action of ['Scan', 'BatchGetItem', 'Query'] as const) {
      const resources = tables
        .filter(({ actions }) => actions.includes(action))
        .map(({ table }) => table.tableArn);
      this.comparing.addToRolePolicy(new PolicyStatement({ actions: [`dynamodb:${action}`], resources }));
    }
    for (const [index, check] of checks.entries()) this.#schedule(index, check, settings);
  }

  /**
   * Checks take turns, so that they never use more than one of the account's concurrent invocations, and each has the
   * longest time that there is.
   */
  #schedule(index: number, check: string, { target }: Settings): void {
    const minutes = FIRST_HOUR_UTC * 60 + index * LONGEST.toMinutes();
    const words = check.split(/\W+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    new Rule(this, `${words.join('')}Schedule`, {
      description: `Compares ${check}.`,
      schedule:
        target === 'aws'
          ? Schedule.cron({ hour: String(Math.floor(minutes / 60)), minute: String(minutes % 60) })
          : // The embedded runtime has no cron; there, checks are a minute apart.
            Schedule.rate(Duration.minutes(24 * 60 + index)),
      targets: [
        // The next night makes up for a missed one.
        new LambdaFunction(this.comparing as IFunction, {
          event: RuleTargetInput.fromObject({ check }),
          retryAttempts: 0,
        }),
      ],
    });
  }
}
