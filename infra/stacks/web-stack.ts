import { type App, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  FunctionEventType,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { pageFolder } from '../bundling/bundle-page.ts';
import { LoginPages } from '../constructs/login-pages.ts';
import { PageBucket } from '../constructs/page-bucket.ts';
import { PageFiles } from '../constructs/page-files.ts';
import { PageHeaders } from '../constructs/page-headers.ts';
import { PageRoutes } from '../constructs/page-routes.ts';
import { SignInClient } from '../constructs/sign-in-client.ts';
import type { Settings } from '../settings.ts';
import type { IdentityStack } from './identity-stack.ts';

export interface WebStackProps extends StackProps {
  readonly api: RestApi;
  /** Where the people of the page sign in. */
  readonly identity: Pick<IdentityStack, 'userPool' | 'domain' | 'client'>;
  readonly settings: Settings;
}

/** The web page and the API on one origin: CloudFront in front of a private bucket and the REST API. */
export class WebStack extends Stack {
  constructor(scope: Construct, id: string, { api, identity, settings, ...props }: WebStackProps) {
    super(scope, id, props);
    const { stage } = settings;
    // CloudFront's names are unique per account, but the stack may be deployed to several regions.
    const name = `${this.stackName}-${this.region}`;
    const bucket = new PageBucket(this, 'Page', { stage }) as IBucket;
    const { userPool, domain } = identity;
    const authority = userPool.userPoolProviderUrl;
    const login = domain.baseUrl();
    // Cognito's host serves the pools of everybody: without its path, the page could send data to another one.
    const providers = [`${authority}/`, `${login}/oauth2/`];
    const responseHeadersPolicy = new PageHeaders(this, 'Headers', { name, providers });
    const originAccessControl = new S3OriginAccessControl(this, 'Access', { originAccessControlName: name });
    const everywhere = {
      responseHeadersPolicy,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    };
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'The web page and the API.',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        ...everywhere,
        origin: S3BucketOrigin.withOriginAccessControl(bucket, { originAccessControl }),
        functionAssociations: [
          { function: new PageRoutes(this, 'Routes'), eventType: FunctionEventType.VIEWER_REQUEST },
        ],
      },
      additionalBehaviors: {
        // The API's stage is `api`, so paths are forwarded unchanged.
        '/api/*': {
          ...everywhere,
          origin: new HttpOrigin(`${api.restApiId}.execute-api.${this.region}.${this.urlSuffix}`),
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          // API Gateway identifies the API by its own domain in the Host header.
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
    });
    const { outdir } = scope.node.root as App;
    const url = `https://${distribution.distributionDomainName}`;
    const client = new SignInClient(this, 'Client', { userPool: userPool as IUserPool, url: `${url}/` });
    for (const [id, of] of Object.entries({ LoginPages: client, ProgramLoginPages: identity.client })) {
      new LoginPages(this, id, { userPool: userPool as IUserPool, client: of });
    }
    const signIn = {
      authority,
      clientId: client.userPoolClientId,
      // For scripts on somebody's own machine.
      programClientId: identity.client.userPoolClientId,
      scope: 'openid',
      logoutUrl: `${login}/logout`,
    };
    const configuration = { api: '/api', stage, signIn };
    new PageFiles(this, 'Files', { bucket, folder: pageFolder(outdir), configuration });
    new CfnOutput(this, 'Url', { description: 'The web page.', value: url });
    new CfnOutput(this, 'ClientId', {
      description: 'What the web page signs in with.',
      value: client.userPoolClientId,
    });
    new CfnOutput(this, 'UserPoolId', { description: 'Who may sign in.', value: userPool.userPoolId });
  }
}
