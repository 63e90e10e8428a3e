import { SearchIcon } from '../components/icons.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { Panel } from '../components/panel.tsx';
import { Empty } from '../components/states.tsx';
import { ButtonLink } from '../links/links.tsx';

/** Shown for an unknown URL. */
export function NoSuchPage() {
  return (
    <>
      <PageHeader title="Page not found" />
      <Panel>
        <Empty
          icon={<SearchIcon size={22} />}
          title="There is no page at this address"
          action={
            <ButtonLink to="/" variant="default">
              Go to the overview
            </ButtonLink>
          }
        >
          The link may be out of date or mistyped.
        </Empty>
      </Panel>
    </>
  );
}
