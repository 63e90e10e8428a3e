import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { StackTemplate } from './template.ts';

/** A CDK cloud assembly: its stacks in dependency order, and where its file assets lie unpacked. */
export interface Assembly {
  readonly stacks: readonly StackTemplate[];
  /** The absolute folder of a zipped asset, by its object key in the assets bucket; undefined if there is none. */
  assetFolder(objectKey: string): string | undefined;
  /** Whether such a file exists. */
  hasFile(path: string): boolean;
}

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      dependencies: z.array(z.string()).default([]),
      properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
});
type Artifacts = z.output<typeof manifestSchema>['artifacts'];

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional(), packaging: z.string().optional() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/**
 * Reads what `cdk synth` wrote.
 * @throws when the folder holds no `manifest.json`, or the app has CDK stages (their assemblies are nested).
 */
export function readAssembly(assemblyDir: string): Assembly {
  const manifestPath = join(assemblyDir, 'manifest.json');
  if (!existsSync(manifestPath))
    throw new Error(`No ${manifestPath}: synthesize the CDK app first (npm run synth).`);
  const { artifacts } = manifestSchema.parse(readJson(manifestPath));
  const stacks: StackTemplate[] = [];
  const assets = new Map<string, string>();
  for (const id of inDependencyOrder(artifacts)) {
    const { type, properties } = artifacts[id] ?? { type: 'absent', properties: {} };
    if (type === 'aws:cloudformation:stack') {
      const { templateFile, stackName } = z
        .object({ templateFile: z.string(), stackName: z.string().default(id) })
        .parse(properties);
      stacks.push({ stackName, template: readJson(join(assemblyDir, templateFile)) });
    } else if (type === 'cdk:asset-manifest') {
      const { file } = z.object({ file: z.string() }).parse(properties);
      addAssets(assets, assemblyDir, file);
    } else if (type === 'cdk:cloud-assembly') {
      throw new Error(
        `${manifestPath}: "${id}" is a nested assembly (a CDK Stage); put the stacks into the app itself.`,
      );
    }
  }
  return { stacks, assetFolder: (objectKey) => assets.get(objectKey), hasFile: existsSync };
}

function addAssets(assets: Map<string, string>, assemblyDir: string, manifestFile: string): void {
  const { files } = assetsSchema.parse(readJson(join(assemblyDir, manifestFile)));
  for (const { source, destinations } of Object.values(files)) {
    if (source.path === undefined || source.packaging !== 'zip') continue;
    const folder = resolve(assemblyDir, source.path);
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) continue;
    for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, folder);
  }
}

function inDependencyOrder(artifacts: Artifacts): Set<string> {
  const ordered = new Set<string>();
  const visiting = new Set<string>();
  const visit = (id: string): void => {
    if (visiting.has(id)) return;
    visiting.add(id);
    for (const dependency of artifacts[id]?.dependencies ?? []) visit(dependency);
    ordered.add(id);
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return ordered;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
