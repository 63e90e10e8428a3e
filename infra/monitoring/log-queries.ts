import type { Stack } from 'aws-cdk-lib';
import { QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import type { Settings } from '../settings.ts';
import type { MonitoredApi, MonitoredComparison, MonitoredService } from './monitored.ts';

export interface LogQueriesProps {
  readonly api: MonitoredApi;
  readonly services: readonly MonitoredService[];
  readonly comparison: MonitoredComparison;
  readonly settings: Settings;
}

/** Saved queries for recurring questions; CloudWatch Logs Insights lists them under "Saved queries". */
export function addLogQueries(stack: Stack, { api, services, comparison, settings }: LogQueriesProps): void {
  const functions = [...services, api].flatMap((part) => part.functions);
  const ofFunctions = [...functions, comparison.function].map(({ logGroup }) => logGroup);
  const accessLog = api.accessLog === undefined ? [] : [api.accessLog];
  const save = (id: string, name: string, queryString: QueryString, logGroups = ofFunctions): void => {
    const queryDefinitionName = `Multidomain/${settings.stage}/${name}`;
    new QueryDefinition(stack, id, { queryDefinitionName, queryString, logGroups });
  };
  save(
    'FollowCorrelation',
    'Follow a correlation id, or the id of a request, through all services',
    new QueryString({
      fields: ['@timestamp', 'service', 'message', 'event', 'method', 'path', 'status', 'error.message'],
      filterStatements: ['correlationId = "PASTE-THE-ID-HERE" or requestId = "PASTE-THE-ID-HERE"'],
      sort: '@timestamp asc',
      limit: 1000,
    }),
    [...ofFunctions, ...accessLog],
  );
  save(
    'Refused',
    'Requests that the gateway answered itself, or that ended with 5xx',
    new QueryString({
      fields: ['@timestamp', 'requestId', 'method', 'path', 'status', 'responseType', 'functionStatus'],
      filterStatements: ['responseType != "-" or status >= 500'],
      sort: '@timestamp desc',
      limit: 1000,
    }),
    accessLog,
  );
  save(
    'TurnedAway',
    'Who was turned away: not signed in, or not allowed',
    new QueryString({
      filterStatements: ['status = 401 or status = 403'],
      statsStatements: [
        'count(*) as times, latest(@timestamp) as last by sourceIp, caller, status, responseType',
      ],
      sort: 'times desc',
    }),
    accessLog,
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
    'UnreadableRows',
    'Rows that could not be read',
    new QueryString({
      filterStatements: ['message = "unreadable row"'],
      statsStatements: [
        'count(*) as times, latest(@timestamp) as last by service, table, key, fields.0, fields.1',
      ],
      sort: 'times desc',
    }),
  );
  save(
    'Differences',
    'Tables that differ, and checks that were not finished',
    new QueryString({
      fields: ['@timestamp', 'message', 'check', 'difference'],
      filterStatements: ['message = "tables differ" or message = "check not finished"'],
      sort: '@timestamp desc',
      limit: 1000,
    }),
    [comparison.function.logGroup],
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
