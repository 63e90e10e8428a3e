import { marshall } from '@aws-sdk/util-dynamodb';
import { messageOf } from '../../scripts/republish/message.ts';
import type { MessageQueue } from '../world/message-queue.ts';
import type { World } from '../world/world.ts';

/** Hands all dead letters over again, as `npm run dead-letters -- redrive` does. @returns how many. */
export function redriveAll(world: World): number {
  let redriven = 0;
  for (const queue of world.queues.values()) {
    if (queue.isConsumed) continue;
    for (const { body, attributes } of queue.take()) {
      redriven += 1;
      const target = attributes['TARGET_ARN'];
      const to = target === undefined ? sourceOf(world, queue) : world.queueOf(target);
      to.send(body);
    }
  }
  if (redriven > 0) world.note(`${redriven} dead letters are redriven`);
  return redriven;
}

function sourceOf(world: World, deadLetters: MessageQueue): MessageQueue {
  const source = [...world.queues.values()].find(
    ({ spec }) => spec.redrive?.deadLetterArn === deadLetters.spec.arn,
  );
  if (source === undefined) throw new Error(`${deadLetters.spec.name} has no source`);
  return source;
}

/** Whether a reader of a stream publishes what it reads: publishers also have a queue of records to publish again. */
export const publishes = (world: World, functionArn: string): boolean =>
  queueOf(world, functionArn) !== undefined;

const queueOf = ({ model, queues }: World, functionArn: string): MessageQueue | undefined =>
  model.eventSources
    .filter((source) => source.functionArn === functionArn)
    .map(({ sourceArn }) => queues.get(sourceArn))
    .find((queue) => queue !== undefined);

/** Publishes all rows of the owners' tables again, as `npm run republish` does. */
export function republishAll(world: World): void {
  const { tables, eventSources } = world.model;
  let rows = 0;
  for (const { name, arn, streamArn, create } of tables) {
    if (streamArn === undefined) continue;
    const [queue] = eventSources
      .filter(({ sourceArn }) => sourceArn === streamArn)
      .flatMap(({ functionArn }) => queueOf(world, functionArn) ?? []);
    if (queue === undefined) continue;
    const key = create.KeySchema?.[0]?.AttributeName ?? '';
    for (const row of world.store.items(name)) {
      rows += 1;
      queue.send(messageOf(arn, key, marshall(row)));
    }
  }
  world.note(`${rows} rows are published again`);
}

/** Removes all rows of one of the replicas. */
export function emptyReplica(world: World): void {
  const replicas = world.model.tables.filter(({ name }) => /Replica[0-9A-F]{8}$/.test(name));
  const { name } = world.random.pick(replicas);
  for (const { id } of world.store.items(name)) {
    world.store.execute('DeleteCommand', { TableName: name, Key: { id } });
  }
  world.note(`${name} is lost`);
}
