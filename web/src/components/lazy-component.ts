import { lazyRouteComponent } from '@tanstack/react-router';

const loads: (() => Promise<void> | undefined)[] = [];

/** The code of a part of the page could not be loaded: the server is away, or there is a newer version of the page. */
export class CodeNotLoadedError extends Error {
  override readonly name = 'CodeNotLoadedError';
}

/**
 * A component whose code is loaded when it is needed, or before that by {@link loadRemainingCode}. Fails with
 * CodeNotLoadedError: at the errors that browsers throw, the router reloads the window, and without a server the
 * browser's own error page replaces the app. Its `preload` tries again.
 */
export function lazyComponent<Module extends Record<string, unknown>, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
) {
  const loadOrFail = (): Promise<Module> =>
    load().catch((cause: unknown) => {
      throw new CodeNotLoadedError('The code cannot be loaded.', { cause });
    });
  const component = lazyRouteComponent(loadOrFail, name);
  loads.push(() => component.preload?.());
  return component;
}

/** Loads in the background what was not needed yet, so that it is there when the server is away. */
export function loadRemainingCode(): void {
  // Safari has no idle callbacks.
  const whenIdle =
    window.requestIdleCallback ?? ((callback: () => void) => window.setTimeout(callback, 1_000));
  whenIdle(() => {
    for (const load of loads) void load();
  });
}
