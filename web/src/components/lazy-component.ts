import { lazyRouteComponent } from '@tanstack/react-router';

const loads: (() => Promise<void> | undefined)[] = [];

/** A part of the page's code could not be loaded: the server is down, or there is a newer version of the page. */
export class CodeNotLoadedError extends Error {
  override readonly name = 'CodeNotLoadedError';
}

/**
 * A component whose code is loaded when needed, or earlier by {@link loadRemainingCode}. `preload` tries again.
 * @param isForAll whether every system needs it; if not, it is loaded only when needed.
 * @throws CodeNotLoadedError instead of the browser's own error, for which the router would reload the window; without a
 * server, the browser's error page would then replace the app.
 */
export function lazyComponent<Module extends Record<string, unknown>, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
  { isForAll = true }: { readonly isForAll?: boolean } = {},
) {
  const loadOrFail = (): Promise<Module> =>
    load().catch((cause: unknown) => {
      throw new CodeNotLoadedError('The code cannot be loaded.', { cause });
    });
  const component = lazyRouteComponent(loadOrFail, name);
  if (isForAll) loads.push(() => component.preload?.());
  return component;
}

/** Loads the rest of the code in the background, so that it is there if the server goes down. */
export function loadRemainingCode(): void {
  // Safari has no idle callbacks.
  const whenIdle =
    window.requestIdleCallback ?? ((callback: () => void) => window.setTimeout(callback, 1_000));
  whenIdle(() => {
    for (const load of loads) void load();
  });
}
