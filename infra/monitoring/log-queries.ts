import type { Stack } from 'aws-cdk-lib';
import { QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import type { Settings } from '../settings.ts';
import type { ServiceStack } from '../stacks/service-stack.ts';

/** Questions that are asked of the logs again and again; CloudWatch lists them under "Saved queries". */
export function addLogQueries(
  stack: Stack,
  services: readonly ServiceStack[],
  stage: Settings['stage'],
): void {
  const logGroups = services.flatMap((service) => service.functions.map((one) => one.logGroup));
  const save = (id: string, name: string, queryString: QueryString): void => {
    new QueryDefinition(stack, id, {
      queryDefinitionName: `Multidomain/${stage}/${name}`,
      queryString,
      logGroups,
    });
  };
  save(
    'FollowCorrelation',
    'Follow a correlation id through all services',
    new QueryString({
      fields: ['@timestamp', 'service', 'message', 'event', 'method', 'path', 'status', 'error.message'],
      filterStatements: ['correlationId = "PASTE-THE-CORRELATION-ID-HERE"'],
      sort: '@timestamp asc',
      limit: 1000,
    }),
  );
  save(
    'Errors',
    'Errors of the last hours, by kind',
    new QueryString({
      filterStatements: ['level = "ERROR"'],
      statsStatements: [
        'count(*) as times, latest(correlationId) as example by service, message, error.message',
      ],
      sort: 'times desc',
    }),
  );
  save(
    'SlowRequests',
    'Slowest requests',
    new QueryString({
      fields: ['@timestamp', 'method', 'path', 'status', 'milliseconds', 'correlationId'],
      filterStatements: ['message = "request"'],
      sort: 'milliseconds desc',
      limit: 50,
    }),
  );
  save(
    'ColdStarts',
    'Cold starts, by function',
    new QueryString({
      filterStatements: ['@type = "REPORT" and ispresent(@initDuration)'],
      statsStatements: ['count(*) as times, pct(@initDuration, 95) as p95 by @log'],
      sort: 'times desc',
    }),
  );
}
