import { join } from 'node:path';
import { inject } from 'vitest';
import { loadSystem } from '../../local/template/load-system.ts';

/** A function of a service as declared in the template. `load` imports its handler. */
export interface DeclaredFunction {
  /** Its file in the service's `handlers/`, without extension. */
  readonly name: string;
  load<Handler>(): Promise<Handler>;
}

export interface DeclaredRoute extends DeclaredFunction {
  readonly method: string;
  readonly path: string;
}

export interface DeclaredConsumer extends DeclaredFunction {
  /** The events that its rule matches. */
  readonly events: readonly string[];
}

const ROOT = join(import.meta.dirname, '../..');

/** A service's functions behind the API and behind rules, according to the synthesized template. */
export function functionsOf(service: string): { routes: DeclaredRoute[]; consumers: DeclaredConsumer[] } {
  const { apis, rules, eventSources, functions } = loadSystem(inject('assemblyDir'));
  const declared = (arn: string): DeclaredFunction[] =>
    functions
      .filter((each) => each.arn === arn && each.environment['POWERTOOLS_SERVICE_NAME'] === service)
      .map(({ logicalId }) => {
        const name = logicalId
          .slice(0, -8)
          .replace(/(?<!^)([A-Z])/g, '-$1')
          .toLowerCase();
        const file = join(ROOT, 'functions', service, 'handlers', `${name}.ts`);
        return { name, load: async () => (await import(/* @vite-ignore */ file)).handler };
      });
  return {
    routes: apis.flatMap(({ routes }) =>
      routes.flatMap(({ method, path, functionArn }) =>
        declared(functionArn).map((each) => ({ ...each, method, path })),
      ),
    ),
    consumers: rules.flatMap(({ pattern, targets }) =>
      eventSources
        .filter(({ sourceArn }) => targets.some(({ arn }) => arn === sourceArn))
        .flatMap(({ functionArn }) => declared(functionArn))
        .map((each) => ({ ...each, events: pattern['detail-type'] as string[] })),
    ),
  };
}
