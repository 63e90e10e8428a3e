import { createHash } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { EventSourceSpec, TableSpec } from '../../local/model.ts';
import { batchItemFailures } from '../../local/services/batch-item-failures.ts';
import { compileFilters } from '../../local/services/events/pattern.ts';
import type { InvokeResult } from '../../local/services/invoke.ts';
import type { TableChange } from '../dynamodb/in-memory-dynamodb.ts';
import type { World } from './world.ts';

/** DynamoDB keeps a record for a day. */
const RETENTION_MS = 24 * 60 * 60_000;

/** Records of one item are in one shard. */
const SHARDS = 2;

interface StreamRecord {
  readonly eventID: string;
  readonly dynamodb: { readonly SequenceNumber: string };
  readonly at: number;
}

interface Shard {
  readonly waiting: StreamRecord[];
  running: boolean;
  failures: number;
  /** After a failure, no batch is larger. */
  limit: number;
}

/** The event source mapping from a table's stream to a function: in order within each shard, retried for ever. */
export class TableStream {
  readonly #world: World;
  readonly #spec: EventSourceSpec;
  readonly #table: TableSpec;
  readonly #passes: (record: unknown) => boolean;
  readonly #shards: readonly Shard[] = Array.from({ length: SHARDS }, () => ({
    waiting: [],
    running: false,
    failures: 0,
    limit: Number.POSITIVE_INFINITY,
  }));
  #written = 0;

  constructor(world: World, spec: EventSourceSpec, table: TableSpec) {
    this.#world = world;
    this.#spec = spec;
    this.#table = table;
    this.#passes = compileFilters(spec.filters, spec.logicalId);
  }

  /** Takes the record of a change of the table. */
  add({ before, after }: TableChange): void {
    this.#written += 1;
    const keys = (this.#table.create.KeySchema ?? []).map(({ AttributeName = '' }) => AttributeName);
    const item = after ?? before ?? {};
    const Keys = marshall(Object.fromEntries(keys.map((name) => [name, item[name]])));
    const record = {
      eventID: createHash('md5').update(`${this.#table.name} ${this.#written}`).digest('hex'),
      eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      eventSourceARN: this.#table.streamArn,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(this.#world.now / 1000),
        Keys,
        SequenceNumber: String(this.#written).padStart(21, '0'),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
        ...(before === undefined ? {} : { OldImage: marshall(before) }),
        ...(after === undefined ? {} : { NewImage: marshall(after) }),
      },
      at: this.#world.now,
    };
    const hash = createHash('md5').update(JSON.stringify(Keys)).digest()[0] ?? 0;
    const shard = this.#shards[hash % SHARDS] as Shard;
    shard.waiting.push(record);
    this.#wake(shard);
  }

  #wake(shard: Shard): void {
    if (shard.running || shard.waiting.length === 0 || !this.#spec.enabled) return;
    shard.running = true;
    this.#world.scheduler.after(this.#pause(shard), () => this.#hand(shard));
  }

  #pause({ failures }: Shard): number {
    if (failures > 0) return Math.min(1000 * 2 ** failures, 60 * 60_000);
    return this.#world.delay(200);
  }

  #hand(shard: Shard): void {
    const world = this.#world;
    this.#forgetExpired(shard);
    const most = Math.min(this.#spec.batchSize, shard.limit, shard.waiting.length);
    if (most === 0) {
      shard.running = false;
      return;
    }
    const batch = shard.waiting.slice(0, world.random.between(1, most));
    const records = batch.filter((record) => this.#passes(record)).map(({ at, ...record }) => record);
    const then = (result: InvokeResult) => this.#settle(shard, batch, result);
    if (records.length === 0) then({ ok: true, payload: { batchItemFailures: [] } });
    else world.invoke(this.#spec.functionArn, { Records: records }, then);
  }

  #settle(shard: Shard, batch: readonly StreamRecord[], result: InvokeResult): void {
    shard.running = false;
    const done = this.#doneOf(batch, result);
    // The position is lost, and the batch comes again.
    const forgotten = done === batch.length && this.#world.faults.strikes('batchAgain');
    if (!forgotten) shard.waiting.splice(0, done);
    shard.failures = done === batch.length ? 0 : done > 0 ? 1 : shard.failures + 1;
    const splits = !result.ok && this.#spec.bisectBatchOnError && batch.length > 1;
    shard.limit = splits ? Math.ceil(batch.length / 2) : Number.POSITIVE_INFINITY;
    const attempts = this.#spec.maximumRetryAttempts;
    if (attempts >= 0 && shard.failures > attempts) {
      this.#world.note(`${this.#table.name}: a record was given up`);
      shard.waiting.shift();
      shard.failures = 0;
    }
    this.#wake(shard);
  }

  /** How many records of the batch are done, from the first without a gap. */
  #doneOf(batch: readonly StreamRecord[], result: InvokeResult): number {
    if (!result.ok) return 0;
    if (!this.#spec.reportBatchItemFailures) return batch.length;
    const failures = batchItemFailures(result.payload);
    if (failures?.length === 0) return batch.length;
    const places = failures?.map((id) => batch.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === id));
    return Math.max(0, Math.min(...(places ?? [0])));
  }

  #forgetExpired(shard: Shard): void {
    const maximum = this.#spec.maximumRecordAgeSeconds;
    const age = maximum < 0 ? RETENTION_MS : Math.min(RETENTION_MS, maximum * 1000);
    const kept = shard.waiting.filter(({ at }) => this.#world.now - at < age);
    const expired = shard.waiting.length - kept.length;
    if (expired === 0) return;
    this.#world.lostBy.add(this.#spec.functionArn);
    this.#world.note(`${this.#table.name}: ${expired} records expired`);
    shard.waiting.splice(0, shard.waiting.length, ...kept);
  }
}
