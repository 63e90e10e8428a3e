import { Button } from '@mantine/core';
import { CloudOffIcon } from '../components/icons.tsx';
import { Panel } from '../components/panel.tsx';
import { Empty } from '../components/states.tsx';

/** A page that could not be shown at all; mostly its code could not be read, which loading it anew mends. */
export function PageFailure({ error }: { readonly error: unknown }) {
  return (
    <Panel>
      <Empty
        icon={<CloudOffIcon size={22} />}
        title="This page cannot be shown"
        action={
          <Button variant="default" onClick={() => window.location.reload()}>
            Load it again
          </Button>
        }
      >
        The server may be starting, or there is a newer version of the page. ({String(error)})
      </Empty>
    </Panel>
  );
}
