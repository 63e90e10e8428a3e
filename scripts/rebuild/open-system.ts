import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { translation } from '../../shared/dynamodb/translation.ts';
import { Positions, positionsFile } from '../republish/positions.ts';
import { awsAccessOf, stackPrefixOf } from '../running/aws-access.ts';
import { findTables } from '../running/find-tables.ts';
import type { Place } from '../running/place.ts';
import type { RebuildOptions } from './workshop.ts';

/** The tables of a running system, and where an earlier rebuild of them stopped. @throws NoSystem */
export async function openSystem(
  place: Place,
): Promise<Pick<RebuildOptions, 'client' | 'names' | 'sizeOf'> & { positions: SystemPositions }> {
  const dynamodb = new DynamoDBClient(awsAccessOf(place));
  const names = await findTables(dynamodb, stackPrefixOf(place));
  const describe = async (TableName: string) => {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    return Table ?? {};
  };
  const { TableId, CreationDateTime } = await describe(names('customer', 'Customers'));
  return {
    client: DynamoDBDocumentClient.from(dynamodb, translation),
    names,
    sizeOf: async (table) => (await describe(table)).ItemCount ?? 0,
    positions: new SystemPositions(place, TableId ?? `${CreationDateTime?.toISOString()}`),
  };
}

/** Positions in the tables of a system. Another system in the same place has none of them. */
export class SystemPositions {
  readonly #positions: Positions;
  readonly #system: string;

  constructor(place: Place, system: string) {
    this.#positions = new Positions(positionsFile(place, 'rebuild'), Date.now());
    this.#system = system;
  }

  of(walk: string) {
    return this.#positions.of(`${this.#system} ${walk}`);
  }

  set(walk: string, position: Parameters<Positions['set']>[1]): void {
    this.#positions.set(`${this.#system} ${walk}`, position);
  }

  forget(): void {
    this.#positions.forget();
  }
}
