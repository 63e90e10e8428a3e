import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { CloudOffIcon } from '../components/icons.tsx';
import { CodeNotLoadedError } from '../components/lazy-component.ts';
import { Panel } from '../components/panel.tsx';
import { Empty } from '../components/states.tsx';

/** Shown if a page fails: usually because its code could not be loaded; a reload then helps. */
export function PageFailure({ error }: { readonly error: unknown }) {
  const loading = useMutation({ mutationFn: reloadOnceServed, networkMode: 'always' });
  const isCode = error instanceof CodeNotLoadedError;
  return (
    <Panel>
      <div role="alert">
        <Empty
          icon={<CloudOffIcon size={22} />}
          title={isCode ? 'This page could not be loaded' : 'This page cannot be shown'}
          action={
            <Button variant="default" loading={loading.isPending} onClick={() => loading.mutate()}>
              Reload
            </Button>
          }
        >
          {isCode
            ? 'The server may be down, or a newer version of the page may be available.'
            : String(error)}
          {loading.isError && <p>The server is not responding. Try again in a moment.</p>}
        </Empty>
      </div>
    </Panel>
  );
}

/** Reloads only if the server is up: otherwise the browser's error page would replace the app. */
async function reloadOnceServed(): Promise<void> {
  // biome-ignore lint/style/noRestrictedGlobals: requests the page itself, not the API
  const { ok, status } = await fetch(window.location.href, { method: 'HEAD', cache: 'no-store' });
  if (!ok) throw new Error(`HTTP ${status}`);
  window.location.reload();
}
