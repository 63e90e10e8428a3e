import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { expiringLogs, loggingTo } from './function-logs.ts';

export interface PageFilesProps {
  readonly bucket: IBucket;
  /** The folder of the built page. */
  readonly folder: string;
  /** What the page reads from `/config.json` at startup; it overrides the values of the build. */
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** Files whose names contain a hash of their content. */
const HASHED = 'assets/*';

/** Puts the built page into its bucket with every deployment. */
export class PageFiles extends Construct {
  constructor(scope: Construct, id: string, { bucket, folder, configuration }: PageFilesProps) {
    super(scope, id);
    const logGroup = expiringLogs(this, 'Logs');
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    // The CDK would also grant access to every asset of the account, so it gets a role that it cannot extend.
    const handlerRole = role.withoutPolicyUpdates();
    // CloudFront compresses what it sends.
    const files = Source.asset(folder, { exclude: ['**/*.br', '**/*.gz'] });
    const archives = [files, Source.jsonData('config.json', configuration)].map((source) =>
      source.bind(this, { handlerRole }),
    );
    const sources: ISource[] = archives.map((archive) => ({ bind: () => archive }));
    const read = archives.map((archive) => archive.bucket.arnForObjects(archive.zipObjectKey));
    const written = bucket.arnForObjects('*');
    role.addToPolicy(loggingTo(logGroup));
    role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: read }));
    role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
    role.addToPolicy(
      new PolicyStatement({ actions: ['s3:PutObject', 's3:DeleteObject'], resources: [written] }),
    );

    const to = { sources, destinationBucket: bucket, role: handlerRole, logGroup };
    // Files of earlier deployments stay: a page that is still open may request them.
    const hashed = new BucketDeployment(this, 'Hashed', {
      ...to,
      exclude: ['*'],
      include: [HASHED],
      prune: false,
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    });
    const named = new BucketDeployment(this, 'Named', {
      ...to,
      exclude: [HASHED],
      cacheControl: [CacheControl.noCache()],
    });
    // The new index.html refers to hashed files, so they must be there first.
    named.node.addDependency(hashed);
  }
}
