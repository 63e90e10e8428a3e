import type { RouteSpec } from '../../model.ts';

/** The route for a path and a method. REST APIs answer `no-method` and `no-resource` alike, with 403. */
export type RouteMatch =
  | { readonly kind: 'route'; readonly route: RouteSpec; readonly pathParameters: Record<string, string> }
  | { readonly kind: 'no-method' | 'no-resource' };

/**
 * Finds the route of a path below the stage, which is compared and handed over as it was sent, percent-encoded. The most specific resource wins, segment by segment:
 * literal, then `{parameter}`, then `{greedy+}`; only then its method, or `ANY`, is looked for.
 */
export function matchRoute(
  routes: readonly RouteSpec[],
  method: string,
  segments: readonly string[],
): RouteMatch {
  let best: { readonly path: string; readonly found: ResourceMatch } | undefined;
  for (const path of new Set(routes.map((route) => route.path))) {
    const found = matchResource(splitPath(path), segments);
    if (found !== undefined && (best === undefined || found.rank < best.found.rank)) best = { path, found };
  }
  if (best === undefined) return { kind: 'no-resource' };
  const { path, found } = best;
  const methods = routes.filter((route) => route.path === path);
  const route =
    methods.find((candidate) => candidate.method === method) ??
    methods.find((candidate) => candidate.method === 'ANY');
  return route === undefined
    ? { kind: 'no-method' }
    : { kind: 'route', route, pathParameters: found.pathParameters };
}

/** The segments between slashes; a slash at the end adds none. */
export function splitPath(path: string): string[] {
  const segments = path.split('/').slice(1);
  if (segments.at(-1) === '') segments.pop();
  return segments;
}

interface ResourceMatch {
  /** One digit a segment, comparable as text: less is more specific. */
  readonly rank: string;
  readonly pathParameters: Record<string, string>;
}

function matchResource(resource: readonly string[], segments: readonly string[]): ResourceMatch | undefined {
  const pathParameters: Record<string, string> = {};
  let rank = '';
  for (const [index, part] of resource.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name?.endsWith('+')) {
      pathParameters[name.slice(0, -1)] = segments.slice(index).join('/');
      return { rank: `${rank}2`, pathParameters };
    }
    if (name === undefined && part !== segment) return undefined;
    if (name !== undefined) {
      if (segment === '') return undefined;
      pathParameters[name] = segment;
    }
    rank += name === undefined ? '0' : '1';
  }
  return segments.length === resource.length ? { rank, pathParameters } : undefined;
}
