import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ServiceFunction } from './service-function.ts';
import type { ServiceTable } from './service-table.ts';
import { streamOf } from './stream-mapping.ts';

export interface SearchIndexerProps {
  readonly service: string;
  /** The table whose stream tells of what is searched. */
  readonly table: ServiceTable;
  readonly environment: Readonly<Record<string, string>>;
  /** How many batches of a stream's shard are indexed at the same time, 1 to 10. */
  readonly perShard: number;
}

/**
 * Writes the search rows of a table's entities from its stream, and what else follows from it, as its second reader beside the
 * publisher. It needs no dead-letter queue: search rows that it misses can be made again from the table (`npm run rebuild`).
 */
export class SearchIndexer extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, { service, table, environment, perShard }: SearchIndexerProps) {
    super(scope, id);
    this.function = new ServiceFunction(this, id, {
      service,
      description: `Writes what follows from the stream of ${table.node.id}.`,
      environment,
      timeout: Duration.seconds(30),
    });
    this.function.addEventSource(streamOf(table, perShard));
  }
}
