import {
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import type { PutEventsCommandInput } from '@aws-sdk/client-eventbridge';
import type { InvokeCommandInput } from '@aws-sdk/client-lambda';
import type { SendMessageCommandInput } from '@aws-sdk/client-sqs';
import type { Invocation } from './invocation.ts';
import type { World } from './world.ts';

/** A call of an AWS client. */
export interface Call {
  readonly service: 'DynamoDB' | 'EventBridge' | 'SQS' | 'Lambda';
  /** `GetCommand`. */
  readonly command: string;
  readonly input: object;
}

const NEVER = new Promise<never>(() => {});

/** Lets a call take effect, be answered, or fail, each in its time. */
export function callService(world: World, call: Call, invocation: Invocation | undefined): Promise<unknown> {
  if (invocation === undefined) return new Promise((resolve, reject) => send(world, call, resolve, reject));
  if (invocation.ended) return NEVER;
  const { crash } = invocation;
  const isLast = crash?.call === invocation.calls;
  invocation.calls += 1;
  if (isLast && crash?.when === 'before') {
    invocation.fail('Runtime.ExitError');
    return NEVER;
  }
  return new Promise((resolve, reject) => {
    const answer =
      <T>(give: (value: T) => void) =>
      (value: T) => {
        if (isLast) invocation.fail('Runtime.ExitError');
        if (!invocation.ended) give(value);
      };
    send(world, call, answer(resolve), answer(reject), true);
  });
}

type Give = (value: unknown) => void;

/** @param mayFail whether faults strike it. */
function send(world: World, call: Call, resolve: Give, reject: Give, mayFail = false): void {
  const { scheduler } = world;
  let attempts = 0;
  const attempt = (): void => {
    attempts += 1;
    if (call.service === 'DynamoDB' && world.now < world.engineBackAt) {
      scheduler.after(world.engineBackAt - world.now, attempt);
      return;
    }
    const epoch = world.engineEpoch;
    let give: () => void;
    try {
      const answer = repeated(() => (mayFail ? executeFaulty(world, call) : execute(world, call)), attempts);
      give = answer instanceof Promise ? () => void answer.then(resolve, reject) : () => resolve(answer);
    } catch (error) {
      give = () => reject(error);
    }
    scheduler.after(world.delay(10), () => {
      // The connection broke with the engine, and the SDK repeats the call.
      if (call.service === 'DynamoDB' && epoch !== world.engineEpoch) attempt();
      else give();
    });
  };
  scheduler.after(world.delay(10), attempt);
}

/** Lets an error tell how often the SDK sent the call, as the SDK does. */
function repeated<T>(send: () => T, attempts: number): T {
  try {
    return send();
  } catch (error) {
    const failure = error as { $metadata?: { attempts?: number } };
    if (failure.$metadata !== undefined && attempts > 1)
      failure.$metadata = { attempts, ...failure.$metadata };
    throw error;
  }
}

function executeFaulty(world: World, call: Call): unknown {
  const { faults } = world;
  if (faults.strikes('deniedCall')) {
    throw Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });
  }
  if (call.service === 'DynamoDB') {
    const refusal = refusalOf(world, call);
    if (refusal !== undefined) throw refusal;
    if (isBatch(call) && faults.strikes('throttle')) return partOf(world, call);
    if (faults.strikes('engineRestart')) {
      world.engineEpoch += 1;
      world.engineBackAt = world.now + world.random.between(100, 5000);
      world.note('the engine restarts');
    }
  }
  if (call.service === 'EventBridge') {
    if (faults.strikes('busOut')) out(world, world.random.between(10_000, 600_000));
    if (faults.strikes('refusedPut'))
      throw Object.assign(new Error('refused'), { name: 'InternalException' });
    if (faults.strikes('busOutForDays')) out(world, world.random.between(25, 60) * 3_600_000);
  }
  const answer = execute(world, call);
  if (faults.strikes('lostAnswer')) return repeated(() => execute(world, call), 2);
  if (faults.strikes('noAnswer')) throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
  return answer;
}

function out(world: World, milliseconds: number): void {
  world.note(`the bus is out for ${Math.round(milliseconds / 1000)} s`);
  world.bus.failUntil(world.now + milliseconds);
}

const about = { $metadata: {}, message: 'simulated' };

/** Why DynamoDB refuses a call, if it does. */
function refusalOf(world: World, { command, input }: Call): Error | undefined {
  const items = 'TransactItems' in input ? (input.TransactItems as readonly unknown[]) : undefined;
  const cancelled = (code: string) => {
    const place = world.random.between(0, (items?.length ?? 1) - 1);
    const CancellationReasons = items?.map((_, each) => ({ Code: each === place ? code : 'None' }));
    return new TransactionCanceledException({ ...about, CancellationReasons });
  };
  if (!isBatch({ command }) && world.faults.strikes('throttle')) {
    return items ? cancelled('ThrottlingError') : new ProvisionedThroughputExceededException(about);
  }
  const writes = items !== undefined || /^(Put|Update|Delete)Command$/.test(command);
  if (!writes || !world.faults.strikes('conflict')) return undefined;
  return items ? cancelled('TransactionConflict') : new TransactionConflictException(about);
}

/** Its throttling has a form of its own: some of it stays unprocessed. */
const isBatch = ({ command }: Pick<Call, 'command'>): boolean => /^Batch(Get|Write)Command$/.test(command);

/** What a batch asks of one table: keys to read, or writes. */
type OfTable = { readonly Keys: readonly object[] } | readonly object[];

/** Handles some of a batch and leaves the others unprocessed. */
function partOf(world: World, { command, input }: Call): unknown {
  const { RequestItems } = input as { readonly RequestItems: Readonly<Record<string, OfTable>> };
  const split = Object.entries(RequestItems).map(([table, request]) => {
    const all = 'Keys' in request ? request.Keys : request;
    const count = world.random.between(0, all.length - 1);
    const part = (some: readonly object[]) => ({
      isEmpty: some.length === 0,
      request: 'Keys' in request ? { ...request, Keys: some } : some,
    });
    return { table, now: part(all.slice(0, count)), later: part(all.slice(count)) };
  });
  const of = (name: 'now' | 'later') =>
    Object.fromEntries(
      split.flatMap((each) => (each[name].isEmpty ? [] : [[each.table, each[name].request]])),
    );
  const now = of('now');
  const answer =
    Object.keys(now).length === 0
      ? { Responses: Object.fromEntries(split.map(({ table }) => [table, []])) }
      : world.store.execute(command, { RequestItems: now });
  const unprocessed = command === 'BatchGetCommand' ? 'UnprocessedKeys' : 'UnprocessedItems';
  return { ...answer, [unprocessed]: of('later') };
}

function execute(world: World, { service, command, input }: Call): unknown {
  switch (service) {
    case 'DynamoDB':
      return world.store.execute(command, input);
    case 'EventBridge':
      return world.bus.put(input as PutEventsCommandInput);
    case 'SQS':
      return sendMessage(world, command, input as SendMessageCommandInput);
    case 'Lambda':
      return invokeFunction(world, input as InvokeCommandInput);
  }
}

function sendMessage(world: World, command: string, input: SendMessageCommandInput): object {
  if (command !== 'SendMessageCommand') throw new Error(`${command} is not simulated`);
  const queue = [...world.queues.values()].find(({ spec }) => spec.url === input.QueueUrl);
  if (queue === undefined) throw Object.assign(new Error('no such queue'), { name: 'QueueDoesNotExist' });
  const attributes = Object.entries(input.MessageAttributes ?? {}).map(
    ([name, { StringValue = '' }]) => [name, StringValue] as const,
  );
  queue.send(input.MessageBody ?? '', Object.fromEntries(attributes));
  return { MessageId: 'sent' };
}

function invokeFunction(world: World, { FunctionName = '', Payload }: InvokeCommandInput): Promise<object> {
  const name = FunctionName.split(':').at(-1);
  const spec = world.model.functions.find((each) => each.name === name);
  if (spec === undefined)
    throw Object.assign(new Error('no such function'), { name: 'ResourceNotFoundException' });
  const event = JSON.parse(Buffer.from((Payload ?? '{}') as Uint8Array).toString());
  return new Promise((resolve) =>
    world.invoke(spec.arn, event, (result) => {
      const { ok } = result;
      const payload = ok
        ? result.payload
        : { errorType: result.error.type, errorMessage: result.error.message };
      const text = JSON.stringify(payload);
      const Payload = Object.assign(Buffer.from(text), { transformToString: () => text });
      resolve({ StatusCode: 200, ...(ok ? {} : { FunctionError: 'Unhandled' }), Payload });
    }),
  );
}
