import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { bundleFolder } from '../bundling/bundle-handlers.ts';
import { pageFolder } from '../bundling/bundle-page.ts';
import { createApp } from '../create-app.ts';
import type { Settings } from '../settings.ts';

const root = join(import.meta.dirname, '../..');

/** Returns a fake bundle: templates only contain its hash. @param handler `customer/get-customer` */
export type BundleOf = (handler: string) => string;

const nothing: BundleOf = () => '';

function bundle(outdir: string, bundleOf: BundleOf): void {
  for (const path of globSync('functions/*/handlers/*.ts', { cwd: root })) {
    const [, service, , file = ''] = path.split(/[\\/]/);
    const handler = `${service}/${file.replace(/\.ts$/, '')}`;
    const folder = bundleFolder(outdir, handler);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.mjs'), bundleOf(handler));
  }
  mkdirSync(pageFolder(outdir));
  for (const file of ['index.html', 'index.html.br', 'index.html.gz']) {
    writeFileSync(join(pageFolder(outdir), file), '');
  }
}

/** A part of the app: the last word of its stack's name; `Account` is shared by all stages. */
export type Part =
  | 'Account'
  | 'Messaging'
  | 'Customer'
  | 'Catalog'
  | 'Purchases'
  | 'Identity'
  | 'Api'
  | 'Operations'
  | 'Monitoring'
  | 'Web';

/** The three services. */
export const services = ['Customer', 'Catalog', 'Purchases'] as const satisfies readonly Part[];

/** Calls `use` with the app, not yet synthesized. Default: for the embedded runtime, stage `dev`. */
export function withApp<T>(changes: Partial<Settings>, use: (app: App) => T, bundleOf = nothing): T {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  try {
    bundle(outdir, bundleOf);
    return use(createApp({ target: 'embedded', stage: 'dev', ...changes }, outdir));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The templates of an app, by part. */
export function templatesOf(app: App): ReadonlyMap<Part, Template> {
  const stacks = app.node.children.filter((child): child is Stack => 'templateFile' in child);
  return new Map(
    stacks.map((stack) => [(stack.node.id.split('-')[1] ?? 'Account') as Part, Template.fromStack(stack)]),
  );
}

/** The templates of the CDK app, by part. Default: for the embedded runtime, stage `dev`. */
export const synthesized = (changes: Partial<Settings> = {}, bundleOf = nothing) =>
  withApp(changes, templatesOf, bundleOf);

/** A resource of a template. */
export interface Resource {
  readonly id: string;
  /** The construct's id: the logical id without its hash. */
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is CloudFormation's.
  readonly properties: any;
  readonly whole: Readonly<Record<string, unknown>>;
}

/** A logical id without the hash that the CDK appends. */
const withoutHash = (logicalId: string): string => logicalId.replace(/[\dA-F]{8}$/, '');

/** The resources of a type, such as `AWS::SQS::Queue`. */
export const resourcesOf = (template: Template | undefined, type: string): Resource[] =>
  Object.entries(template?.findResources(type) ?? {}).map(([id, whole]) => ({
    id,
    name: withoutHash(id),
    properties: whole['Properties'] ?? {},
    whole,
  }));

/** A reference to another stack. */
export interface Import {
  readonly stack: string;
  /** The construct's id. */
  readonly name: string;
}

const STRONG = /"Fn::ImportValue":"([^":]+):ExportsOutput(?:Ref|FnGetAtt)(\w+?)[\dA-F]{8}/g;
const WEAK =
  /"Fn::GetStackOutput":{"StackName":"([^"]+)"[^}]*},"OutputName":"PublishOutput(?:Ref|FnGetAtt)(\w+?)[\dA-F]{8}/g;

/** The references to other stacks in a template, or a part of it. */
export function importsOf(value: unknown): Import[] {
  const json = JSON.stringify(value);
  return [...json.matchAll(STRONG), ...json.matchAll(WEAK)].map(([, stack = '', name = '']) => ({
    stack,
    name,
  }));
}

/** The resource that an ARN in a template refers to: `Customers`, `Customers/StreamArn`, `Purchases/index/by-status`, `*`. */
export function targetOf(arn: unknown): string {
  if (typeof arn === 'string') return arn;
  const [[intrinsic = '', value] = []] = Object.entries(arn as Record<string, unknown>);
  if (intrinsic === 'Fn::GetAtt') {
    const [id = '', attribute] = value as string[];
    return attribute === 'Arn' ? withoutHash(id) : `${withoutHash(id)}/${attribute}`;
  }
  if (intrinsic === 'Ref') return withoutHash(value as string);
  if (intrinsic === 'Fn::Join') return (value as [string, unknown[]])[1].map(targetOf).join('');
  const [imported] = importsOf(arn);
  if (imported !== undefined) return `import ${imported.name}`;
  throw new Error(`Not an ARN: ${JSON.stringify(arn)}`);
}
