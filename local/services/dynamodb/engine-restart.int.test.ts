import { expect, onTestFinished, test, vi } from 'vitest';
import { type EngineProps, startEngine } from './engine.ts';
import { useKillableEngine } from './testing/killable-engine.ts';
import { aStreamedTable, crashed, ids, succeeded } from './testing/streamed-table.ts';

async function anEngine(props: EngineProps = {}) {
  const engine = await startEngine(props);
  onTestFinished(() => engine.close());
  return engine;
}

test('a killed engine is restarted at the same address, and the reason reported', async () => {
  const killable = useKillableEngine();
  const reason = Promise.withResolvers<string>();
  const engine = await anEngine({ onRestart: reason.resolve });
  killable.signal('SIGKILL');
  expect(await reason.promise).toContain('with code 137');
  await engine.running();
  expect((await fetch(engine.url)).status).toBe(200);
});

test('an engine that cannot be restarted is reported with its output', async () => {
  const exit = Promise.withResolvers<Error>();
  const killable = useKillableEngine('echo "disk on fire" >&2; exit 3');
  const engine = await anEngine({ onUnexpectedExit: exit.resolve });
  killable.breakIt();
  killable.signal('SIGKILL');
  const error = await exit.promise;
  expect(error.message).toMatch(/^The DynamoDB engine exited unexpectedly with code 137.*in 5 attempts$/);
  expect(error.cause).toMatchObject({ message: 'The DynamoDB engine exited with code 3: disk on fire' });
  await expect(engine.running()).rejects.toBe(error);
});

test('an engine that keeps exiting is given up', async () => {
  const exit = Promise.withResolvers<Error>();
  const killable = useKillableEngine('echo "listening on nothing"; exit 9');
  await anEngine({ onUnexpectedExit: exit.resolve });
  killable.breakIt();
  killable.signal('SIGKILL');
  expect((await exit.promise).message).toBe(
    'The DynamoDB engine exited unexpectedly 21 times within a minute, at last with code 9',
  );
});

test('a request in progress gets a 500, which SDKs retry, and the next one succeeds', async () => {
  const killable = useKillableEngine();
  const { call, put } = await aStreamedTable(() => succeeded);
  await put('a');
  killable.signal('SIGSTOP');
  const interrupted = put('b');
  killable.signal('SIGKILL');
  expect(await interrupted).toEqual({
    status: 500,
    body: {
      __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
      message: 'The request processing has failed because of an unknown error, exception or failure.',
    },
  });
  expect((await put('b')).status).toBe(200);
  const { body } = await call('Scan', { TableName: 'orders' });
  expect(body.Items).toEqual(expect.arrayContaining([{ id: { S: 'a' } }, { id: { S: 'b' } }]));
});

test('however often the engine is killed, no write is lost, and each record is delivered once, in order', async () => {
  const killable = useKillableEngine();
  const { call, events, put, settled } = await aStreamedTable(() => succeeded, { batchSize: 5 });
  const names = Array.from({ length: 120 }, (_, index) => `item-${index}`);
  const waiting = [...names];
  const write = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      if (waiting.length % 20 === 0) killable.signal('SIGKILL');
      while ((await put(name)).status !== 200);
    }
  };
  await Promise.all([write(), write(), write(), write()]);
  expect(await settled()).toBe(true);
  const { body } = await call('Scan', { TableName: 'orders' });
  const stored = body.Items.map(({ id }: { id: { S: string } }) => id.S);
  expect(stored).toHaveLength(names.length);
  const records = events.flatMap(({ Records }) => Records);
  const sequence = records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));
  expect(sequence).toEqual([...new Set(sequence)].sort((a, b) => a - b));
  const seen = new Set(records.map(({ dynamodb }) => dynamodb.Keys.id.S));
  expect([...seen].sort()).toEqual([...names].sort());
});

test('a batch that fails while the engine is down is retried like any other', async () => {
  const killable = useKillableEngine();
  const { events, put, settled } = await aStreamedTable((_event, invocation) => {
    if (invocation > 1) return succeeded;
    killable.signal('SIGKILL');
    return crashed;
  });
  await put('a');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['a', 'a']);
  await vi.waitFor(async () => expect((await put('b')).status).toBe(200));
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['a', 'a', 'b']);
});
