import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

/** A secondary index. */
export interface IndexProps {
  readonly partitionKey: string;
  readonly sortKey: string;
  /** The attributes it has beside the keys; default all. */
  readonly attributes?: readonly string[];
}

export interface ServiceTableProps {
  /** A string attribute. */
  readonly partitionKey: string;
  /** A string attribute; default none. */
  readonly sortKey?: string;
  /** By name; default none. */
  readonly indexes?: Readonly<Record<string, IndexProps>>;
  /** Whether the table's stream is an outbox; default no. */
  readonly stream?: boolean;
  /** The attribute with the time, in epoch seconds, after which an item is deleted; default none. */
  readonly expiresAt?: string;
}

const stringAttribute = (name: string) => ({ name, type: AttributeType.STRING });

/** A service's own on-demand table, encrypted and restorable to any point in time. */
export class ServiceTable extends Table {
  constructor(scope: Construct, id: string, props: ServiceTableProps) {
    super(scope, id, {
      partitionKey: stringAttribute(props.partitionKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.DESTROY,
      ...(props.sortKey === undefined ? {} : { sortKey: stringAttribute(props.sortKey) }),
      ...(props.stream === true ? { stream: StreamViewType.NEW_AND_OLD_IMAGES } : {}),
      ...(props.expiresAt === undefined ? {} : { timeToLiveAttribute: props.expiresAt }),
    });
    for (const [indexName, index] of Object.entries(props.indexes ?? {})) {
      this.addGlobalSecondaryIndex({
        indexName,
        partitionKey: stringAttribute(index.partitionKey),
        sortKey: stringAttribute(index.sortKey),
        ...(index.attributes === undefined
          ? { projectionType: ProjectionType.ALL }
          : {
              projectionType: ProjectionType.INCLUDE,
              // The keys are projected anyway, and must not be named again.
              nonKeyAttributes: index.attributes.filter((name) => name !== index.partitionKey),
            }),
      });
    }
  }
}
