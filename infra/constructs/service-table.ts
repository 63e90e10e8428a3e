import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  type SecondaryIndexProps,
  StreamViewType,
  Table,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

/** A secondary index. */
export interface IndexProps {
  readonly partitionKey: string;
  readonly sortKey: string;
  /** Default `string`. */
  readonly sortType?: 'string' | 'number';
  /** The projected attributes, in addition to the keys; `[]` for none. Default all. */
  readonly attributes?: readonly string[];
}

/**
 * A DynamoDB action on a table, without its prefix. `Query` is of all indexes of a table that has some, `Query by-name` of one
 * of them, and `QueryTable` of the table itself.
 */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | `Query ${string}`
  | 'QueryTable'
  | 'BatchWriteItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem';

export interface ServiceTableProps {
  /** In `prod`, the table outlives its stack once that has been deployed, and is protected against deletion. */
  readonly stage: Settings['stage'];
  /** Whether DynamoDB refuses to delete a table of `prod`; default true. Tables of `dev` are never protected. */
  readonly deletionProtection?: Settings['deletionProtection'];
  /** A string attribute. */
  readonly partitionKey: string;
  /** A string attribute; default none. */
  readonly sortKey?: string;
  /** By name; default none. */
  readonly indexes?: Readonly<Record<string, IndexProps>>;
  /** Whether the table has a stream, as an outbox; default no. */
  readonly stream?: boolean;
  /** The attribute with an item's expiry time, in epoch seconds; default none. */
  readonly expiresAt?: string;
}

/** Where a service's tables are added: its stack, which tells their names to its functions. */
export interface TableScope {
  table(id: string, props: Omit<ServiceTableProps, 'stage' | 'deletionProtection'>): ServiceTable;
}

const stringAttribute = (name: string) => ({ name, type: AttributeType.STRING });

/** A service's on-demand table, encrypted and with point-in-time recovery. */
export class ServiceTable extends Table {
  readonly #indexNames: readonly string[];

  constructor(scope: Construct, id: string, props: ServiceTableProps) {
    super(scope, id, {
      partitionKey: stringAttribute(props.partitionKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy:
        props.stage === 'prod' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
      deletionProtection: props.stage === 'prod' && (props.deletionProtection ?? true),
      ...(props.sortKey === undefined ? {} : { sortKey: stringAttribute(props.sortKey) }),
      ...(props.stream === true ? { stream: StreamViewType.NEW_AND_OLD_IMAGES } : {}),
      ...(props.expiresAt === undefined ? {} : { timeToLiveAttribute: props.expiresAt }),
    });
    this.#indexNames = Object.keys(props.indexes ?? {});
    for (const [indexName, index] of Object.entries(props.indexes ?? {})) {
      this.addGlobalSecondaryIndex({
        indexName,
        partitionKey: stringAttribute(index.partitionKey),
        sortKey: {
          name: index.sortKey,
          type: index.sortType === 'number' ? AttributeType.NUMBER : AttributeType.STRING,
        },
        ...projectionOf(index),
      });
    }
  }

  /** The ARNs to grant an action on. */
  resourcesOf(action: TableAction): string[] {
    const indexes = action.startsWith('Query ') ? [action.slice('Query '.length)] : this.#indexNames;
    return action.startsWith('Query') && action !== 'QueryTable' && indexes.length > 0
      ? indexes.map((name) => `${this.tableArn}/index/${name}`)
      : [this.tableArn];
  }
}

function projectionOf({
  attributes,
  partitionKey,
}: IndexProps): Pick<SecondaryIndexProps, 'projectionType' | 'nonKeyAttributes'> {
  if (attributes === undefined) return { projectionType: ProjectionType.ALL };
  // Keys are always projected and must not be listed again.
  const nonKeyAttributes = attributes.filter((name) => name !== partitionKey);
  return nonKeyAttributes.length === 0
    ? { projectionType: ProjectionType.KEYS_ONLY }
    : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes };
}
