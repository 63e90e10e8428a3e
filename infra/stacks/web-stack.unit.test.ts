import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { securityHeaders } from '../../web/security-headers.ts';
import { resolved } from '../testing/resolved.ts';
import {
  importsOf,
  resourcesOf,
  synthesized,
  targetOf,
  templatesOf,
  withApp,
} from '../testing/synthesized.ts';

const web = synthesized({ target: 'aws' }).get('Web');
const inProduction = synthesized({ target: 'aws', stage: 'prod' }).get('Web');

const only = (type: string, of = web) => {
  const [resource, ...more] = resourcesOf(of, type);
  if (resource === undefined || more.length > 0) throw new Error(`Not exactly one ${type}`);
  return resource;
};

const bucket = only('AWS::S3::Bucket');
const distribution = only('AWS::CloudFront::Distribution');
const { Origins, DefaultCacheBehavior, CacheBehaviors, ...others } =
  distribution.properties.DistributionConfig;
const [api] = CacheBehaviors;

const originOf = ({ TargetOriginId }: { TargetOriginId: string }) =>
  Origins.find(({ Id }: { Id: string }) => Id === TargetOriginId);

/** CloudFront's managed policies, by their documented ids. */
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER_EXCEPT_HOST_HEADER = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

test.each(['embedded', 'localstack'] as const)('%s serves the page without CloudFront', (target) => {
  expect([...synthesized({ target }).keys()]).not.toContain('Web');
});

describe('the files of the page', () => {
  test('can only be read by this distribution', () => {
    const { Statement } = only('AWS::S3::BucketPolicy').properties.PolicyDocument;
    const readers = Statement.filter(
      ({ Effect, Action }: { Effect: string; Action: string | string[] }) =>
        Effect === 'Allow' && [Action].flat().some((action) => /^s3:(\*|Get(\*|Object))/.test(action)),
    );
    expect(readers).toEqual([
      expect.objectContaining({
        Action: 's3:GetObject',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
      }),
    ]);
    expect(targetOf(readers[0].Condition.StringEquals['AWS:SourceArn'])).toMatch(
      /:distribution\/Distribution$/,
    );
    expect(originOf(DefaultCacheBehavior)).toMatchObject({
      DomainName: { 'Fn::GetAtt': [bucket.id, 'RegionalDomainName'] },
      OriginAccessControlId: { 'Fn::GetAtt': [only('AWS::CloudFront::OriginAccessControl').id, 'Id'] },
    });
  });

  test('are deleted with their stack in development, and outlive it in production', () => {
    expect(bucket.whole['DeletionPolicy']).toBe('Delete');
    expect(only('Custom::S3AutoDeleteObjects').properties.BucketName).toEqual({ Ref: bucket.id });
    expect(only('AWS::S3::Bucket', inProduction).whole).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
    expect(resourcesOf(inProduction, 'Custom::S3AutoDeleteObjects')).toEqual([]);
  });

  const [hashed, named] = ['Hashed', 'Named'].map((name) =>
    resourcesOf(web, 'Custom::CDKBucketDeployment').find((resource) =>
      resource.name.startsWith(`Files${name}`),
    ),
  );

  test('with a hash in their names are cached forever, and kept for pages that are still open', () => {
    expect(hashed?.properties).toMatchObject({
      Exclude: ['*'],
      Include: ['assets/*'],
      Prune: false,
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
  });

  test('with other names are revalidated each time, and deployed after the files they refer to', () => {
    expect(named?.properties).toMatchObject({
      Exclude: ['assets/*'],
      Prune: true,
      SystemMetadata: { 'cache-control': 'no-cache' },
    });
    expect(named?.whole['DependsOn']).toContain(hashed?.id);
  });
});

test('CloudFront compresses the page, so the bucket has no compressed files', () => {
  // This policy is one of those with gzip and Brotli.
  expect(DefaultCacheBehavior).toMatchObject({ Compress: true, CachePolicyId: CACHING_OPTIMIZED });
  const pages = withApp({ target: 'aws' }, (app) => {
    app.synth();
    return globSync(join(app.outdir, 'asset.*/index.html*')).map((path) => basename(path));
  });
  expect(pages).toEqual(['index.html']);
});

describe('the API', () => {
  test('receives paths unchanged, since its stage has the same name as their first part', () => {
    expect(api.PathPattern).toBe('/api/*');
    const { DomainName, OriginPath } = originOf(api);
    expect(importsOf(DomainName)).toEqual([{ stack: 'Multidomain-Api', name: 'Api' }]);
    expect(JSON.stringify(DomainName)).toContain('.execute-api.');
    expect(OriginPath).toBeUndefined();
  });

  test('accepts every method, is never cached, and receives all headers of the request, such as Authorization, except Host', () => {
    expect(api.AllowedMethods.toSorted()).toEqual([
      'DELETE',
      'GET',
      'HEAD',
      'OPTIONS',
      'PATCH',
      'POST',
      'PUT',
    ]);
    expect(api.CachePolicyId).toBe(CACHING_DISABLED);
    expect(api.OriginRequestPolicyId).toBe(ALL_VIEWER_EXCEPT_HOST_HEADER);
  });

  test('keeps its own error responses, which the page does not replace', () => {
    expect(others.CustomErrorResponses).toBeUndefined();
    expect(api.FunctionAssociations).toBeUndefined();
  });
});

describe('a path', () => {
  const { id, properties } = only('AWS::CloudFront::Function');
  const handler: (event: { request: { uri: string } }) => { uri: string } = new Function(
    `${properties.FunctionCode}; return handler;`,
  )();

  test.each([
    ['/', '/index.html'],
    ['/customers', '/index.html'],
    ['/customers/0198c0de-0000-7000-8000-000000000001', '/index.html'],
    ['/a.b/purchases/', '/index.html'],
    ['/assets/index-45l8D_-T.js', '/assets/index-45l8D_-T.js'],
    ['/config.json', '/config.json'],
  ])('%s serves %s', (uri, file) => {
    expect(handler({ request: { uri } }).uri).toBe(file);
  });

  test('is rewritten before CloudFront checks its cache', () => {
    expect(DefaultCacheBehavior.FunctionAssociations).toEqual([
      { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [id, 'FunctionARN'] } },
    ]);
  });
});

describe('every response', () => {
  const { id, properties } = only('AWS::CloudFront::ResponseHeadersPolicy');
  const headers = properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig;
  const policy = known(headers.ContentSecurityPolicy.ContentSecurityPolicy);
  const [connect = ''] = policy.split('; ').filter((part) => part.startsWith('connect-src'));

  test('has security headers, and uses TLS', () => {
    expect(headers).toMatchObject({
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY' },
      ReferrerPolicy: { ReferrerPolicy: 'same-origin' },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 365 * 24 * 60 * 60 },
    });
    for (const behaviour of [DefaultCacheBehavior, api]) {
      expect(behaviour).toMatchObject({
        ResponseHeadersPolicyId: { Ref: id },
        ViewerProtocolPolicy: 'redirect-to-https',
      });
    }
  });

  test('has the same headers from CloudFront and from the local server, but for the sign-in', () => {
    expect({
      'Content-Security-Policy': policy.replace(connect, "connect-src 'self'"),
      'X-Content-Type-Options': headers.ContentTypeOptions.Override ? 'nosniff' : undefined,
      'X-Frame-Options': headers.FrameOptions.FrameOption,
      'Referrer-Policy': headers.ReferrerPolicy.ReferrerPolicy,
    }).toEqual(securityHeaders);
  });

  test('only lets the page use its own files, so the page has no inline scripts, handlers or styles', () => {
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(policy.match(/script-src|style-src/g)).toHaveLength(2);
    expect(policy.replace(connect, '')).not.toMatch(/unsafe|nonce|https?:|\*/);
    const page = readFileSync(join(import.meta.dirname, '../../web/index.html'), 'utf8');
    expect(page.match(/<script(?![^>]*\ssrc=)|\son\w+=|<style|\sstyle=/g)).toBeNull();
  });
});

describe.each(['dev', 'prod'] as const)('the configuration of the %s page', (stage) => {
  const { configurations, template } = withApp({ target: 'aws', stage }, (app) => {
    app.synth();
    const files = globSync(join(app.outdir, 'asset.*/config.json'));
    return {
      configurations: files.map((file) => readFileSync(file, 'utf8')),
      template: templatesOf(app).get('Web'),
    };
  });
  /** The deployment replaces these markers in the file. */
  const [{ properties = {} } = {}] = resourcesOf(template, 'Custom::CDKBucketDeployment');
  const markers = Object.entries<unknown>(Object.assign({}, ...properties.SourceMarkers));
  const [configuration] = configurations.map((text) =>
    JSON.parse(markers.reduce((all, [marker, value]) => all.replaceAll(marker, known(value)), text)),
  );
  const identity = stage === 'prod' ? 'MultidomainProd-Identity' : 'Multidomain-Identity';

  test('contains the path of the API, the stage, and the sign-in', () => {
    expect(configurations).toHaveLength(1);
    expect(configuration).toEqual({
      api: '/api',
      stage,
      signIn: {
        authority: `<${identity} Staff.ProviderURL>`,
        clientId: only('AWS::Cognito::UserPoolClient', template).id,
        programClientId: `<${identity} Local>`,
        scope: 'openid',
        logoutUrl: `https://<${identity} Domain>.auth.eu-west-1.amazoncognito.com/logout`,
      },
    });
  });
});

/** A value of the template, resolved; imports are `<STACK CONSTRUCT.ATTRIBUTE>`. */
function known(value: unknown): string {
  const json = JSON.stringify(value).replaceAll(
    /\{"Fn::GetStackOutput":\{"StackName":"([^"]+)"[^}]*\},"OutputName":"PublishOutput(?:Ref|FnGetAtt)(\w+?)[\dA-F]{8}(\w*?)[\dA-F]{8}"\}\}/g,
    (_, stack, id, attribute) => JSON.stringify(`<${stack} ${id}${attribute === '' ? '' : `.${attribute}`}>`),
  );
  return String(resolved(JSON.parse(json)));
}

describe('the sign-in of the page', () => {
  const client = only('AWS::Cognito::UserPoolClient');

  test('uses a client of its own, which redirects to the page only', () => {
    const url = `https://${distribution.id}.DomainName/`;
    expect(known(client.properties.UserPoolId)).toBe('<Multidomain-Identity Staff>');
    expect(client.properties.CallbackURLs.map(known)).toEqual([url]);
    expect(client.properties.LogoutURLs.map(known)).toEqual([url]);
  });

  const brandings = resourcesOf(web, 'AWS::Cognito::ManagedLoginBranding').map((one) => one.properties);

  test('has a branding for each client, without which its login pages do not open', () => {
    expect(brandings.map(({ ClientId }) => known(ClientId))).toEqual([
      client.id,
      '<Multidomain-Identity Local>',
    ]);
    for (const { UserPoolId } of brandings) expect(known(UserPoolId)).toBe('<Multidomain-Identity Staff>');
  });

  test('shows the name and the colours of the product', () => {
    for (const { Settings, Assets } of brandings) {
      expect(Settings.components.form.logo.enabled).toBe(true);
      for (const { Bytes, Category } of Assets) {
        const svg = Buffer.from(Bytes, 'base64').toString();
        expect([Category, svg]).toEqual([
          Category,
          expect.stringMatching(/^<svg .*Multidomain.*<\/svg>\s*$/s),
        ]);
        expect(svg).not.toMatch(/<script|\son\w+=|href/);
      }
      // Cognito refuses any other notation.
      const colours = JSON.stringify(Settings).match(/"\w*[cC]olor":"[^"]*"/g) ?? [];
      expect(colours.length).toBeGreaterThan(10);
      for (const colour of colours) expect(colour).toMatch(/:"[\da-f]{8}"$/);
    }
  });

  test('may call its own user pool and its token endpoint, and no other user pool', () => {
    const { properties } = only('AWS::CloudFront::ResponseHeadersPolicy');
    const { SecurityHeadersConfig } = properties.ResponseHeadersPolicyConfig;
    const policy = known(SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy);
    const connect = policy.split('; ').filter((part) => part.startsWith('connect-src'));
    expect(connect).toEqual([
      "connect-src 'self' <Multidomain-Identity Staff.ProviderURL>/ https://<Multidomain-Identity Domain>.auth.eu-west-1.amazoncognito.com/oauth2/",
    ]);
  });
});

test('the deployment prints the URL, the user pool and the client', () => {
  const { UserPoolId, ClientId } = web?.toJSON()['Outputs'] ?? {};
  expect(known(UserPoolId.Value)).toBe('<Multidomain-Identity Staff>');
  expect(ClientId.Value).toEqual({ Ref: only('AWS::Cognito::UserPoolClient').id });
  expect(web?.toJSON()['Outputs'].Url.Value).toEqual({
    'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [distribution.id, 'DomainName'] }]],
  });
});
