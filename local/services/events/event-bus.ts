import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { NotWrittenError } from '../../data/store.ts';
import type { BusSpec, RuleSpec, RuleTargetSpec } from '../../model.ts';
import { type AwsResponse, errorResponse, jsonResponse } from '../aws-api.ts';
import type { LocalService } from '../local-service.ts';
import { eventBridgeApi } from './api.ts';
import { compilePattern } from './pattern.ts';
import {
  type EntryFailure,
  entryFailure,
  entrySizeBytes,
  type PutEventsEntry,
  putEventsRequest,
} from './put-events-entry.ts';

/** 1..10 entries, together below 1 MB (256 KB before 2026). */
const MAX_ENTRIES = 10;
const MAX_REQUEST_BYTES = 1024 * 1024;

/** What a rule's target receives. */
export interface EventBridgeEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface EventBridgeProps {
  readonly buses: readonly BusSpec[];
  readonly rules: readonly RuleSpec[];
  /**
   * Hands an event to one target of a matching rule, or to the target's dead-letter queue with attributes that
   * say why; resolves once the event is kept. If it rejects, the event goes there; without such a queue the request
   * fails, as it does when nothing can be kept now.
   */
  readonly deliver: (
    targetArn: string,
    event: EventBridgeEvent,
    attributes?: Readonly<Record<string, string>>,
  ) => Promise<void> | void;
  /** Default: the system's clock. */
  readonly now?: () => Date;
  /** The fault with which calls fail at this time, for tests: `InternalException`. Default: none. */
  readonly fault?: () => string | undefined;
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface EventBridge extends LocalService {
  /** Answers a call of PutEvents with these parameters. */
  putEvents(parameters: unknown): Promise<Answer>;
}

/** EventBridge with the buses and rules of the template. Throws for a pattern it cannot match, naming the rule. */
export function createEventBridge({
  buses,
  rules,
  deliver,
  now = () => new Date(),
  fault = () => undefined,
}: EventBridgeProps): EventBridge {
  const compiled = rules
    .map((rule) => ({ ...rule, matches: compilePattern(rule.pattern, rule.logicalId) }))
    .filter((rule) => rule.enabled);

  async function put(entry: PutEventsEntry): Promise<{ EventId: string } | EntryFailure> {
    const failure = entryFailure(entry);
    if (failure) return failure;
    const id = randomUUID();
    const bus = findBus(buses, entry.EventBusName ?? 'default');
    // As on AWS, an event for a bus that does not exist is accepted and goes nowhere.
    if (!bus) return { EventId: id };
    const event = envelope(entry, bus, id, now());
    const matching = compiled.filter((rule) => rule.busName === bus.name && rule.matches(event));
    await Promise.all(matching.flatMap((rule) => rule.targets.map((target) => send(rule, target, event))));
    return { EventId: id };
  }

  async function send(rule: RuleSpec, target: RuleTargetSpec, event: EventBridgeEvent): Promise<void> {
    try {
      await deliver(target.arn, event);
    } catch (error) {
      if (target.deadLetterArn === undefined || error instanceof NotWrittenError) throw error;
      // The attributes that EventBridge gives a dead letter.
      await deliver(target.deadLetterArn, event, {
        RULE_ARN: rule.arn,
        TARGET_ARN: target.arn,
        ERROR_CODE: 'SDK_CLIENT_ERROR',
        ERROR_MESSAGE: error instanceof Error ? error.message : String(error),
      });
    }
  }

  const service: EventBridge = {
    name: 'EventBridge',
    apis: [
      {
        ...eventBridgeApi,
        async handle({ parameters }) {
          try {
            return asResponse(await service.putEvents(parameters));
          } catch (error) {
            if (error instanceof NotWrittenError) return internalException;
            throw error;
          }
        },
      },
    ],
    async start() {},
    async reset() {},
    async close() {},
    async putEvents(parameters) {
      const type = fault();
      if (type !== undefined) return { status: 500, body: { __type: type, message: 'The bus is out.' } };
      const request = putEventsRequest.safeParse(parameters);
      if (!request.success) return refusal('SerializationException', z.prettifyError(request.error));
      const entries = request.data.Entries;
      if (entries.length < 1 || entries.length > MAX_ENTRIES) {
        const length = `Member must have length between 1 and ${MAX_ENTRIES}`;
        return refusal('ValidationException', `Value at 'entries' failed to satisfy constraint: ${length}`);
      }
      if (entries.reduce((sum, entry) => sum + entrySizeBytes(entry), 0) >= MAX_REQUEST_BYTES) {
        return refusal('ValidationException', 'Total size of the entries in the request is over the limit.');
      }
      // Together, so that the store writes all of them at once.
      const results = await Promise.all(entries.map(put));
      const failed = results.filter((result) => 'ErrorCode' in result).length;
      return { status: 200, body: { FailedEntryCount: failed, Entries: results } };
    },
  };
  return service;
}

function asResponse({ status, body }: Answer): AwsResponse {
  return jsonResponse(status, body, { 'content-type': 'application/x-amz-json-1.1' });
}

/** SDKs repeat the call. */
const internalException: AwsResponse = errorResponse(
  500,
  'InternalException',
  'This exception occurs due to unexpected causes.',
);

function refusal(type: string, message: string): Answer {
  return { status: 400, body: { __type: type, message } };
}

function findBus(buses: readonly BusSpec[], nameOrArn: string): BusSpec | undefined {
  return buses.find((bus) => bus.name === nameOrArn || bus.arn === nameOrArn);
}

function envelope(entry: PutEventsEntry, bus: BusSpec, id: string, now: Date): EventBridgeEvent {
  const [, , , region = '', account = ''] = bus.arn.split(':');
  const time = entry.Time === undefined ? now : new Date(entry.Time * 1000);
  return {
    version: '0',
    id,
    'detail-type': entry.DetailType ?? '',
    source: entry.Source ?? '',
    account,
    time: time.toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: entry.Resources ?? [],
    detail: JSON.parse(entry.Detail ?? '{}'),
  };
}
