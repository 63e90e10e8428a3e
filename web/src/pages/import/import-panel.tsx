import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { AlreadyImported } from '../../../../sales-import/earlier-import.ts';
import type { Reading } from '../../../../sales-import/read-and-plan.ts';
import { BusyButton } from '../../components/busy-button.tsx';
import { counted } from '../../components/format.ts';
import { Panel } from '../../components/panel.tsx';
import { Failure } from '../../components/states.tsx';
import { ModalFrame } from '../../forms/modal-frame.tsx';
import { Bar } from './bar.tsx';
import { ImportResult } from './import-result.tsx';
import { leftText } from './import-texts.ts';
import type { RunEnd, useRun } from './use-run.ts';

interface ImportPanelProps {
  readonly reading: Reading;
  readonly run: ReturnType<typeof useRun>;
  readonly fileName: string;
}

/** Imports what was planned, shows how far it is, and what came of it. */
export function ImportPanel({ reading: { plan, understood }, run, fileName }: ImportPanelProps) {
  const { progress, end, isStopping, begin, stop } = run;
  const lines = plan.purchases.length + plan.returns.length + plan.sought.length;
  return (
    <Panel title="4. Import">
      {progress === undefined && end === undefined && (
        <div className="panel-foot actions">
          <Button onClick={() => void begin(plan)}>Import {counted(lines, 'line')}</Button>
          <Text size="sm" c="dimmed">
            Each line is made once, however often it is imported: you may stop, and go on later.
          </Text>
        </div>
      )}
      {progress !== undefined && (
        <>
          <Bar label={progress.step} done={progress.done} total={progress.total}>
            {counted(progress.refused, 'line')} refused
            {progress.secondsLeft !== undefined && ` · ${leftText(progress.secondsLeft)}`}
          </Bar>
          <div className="panel-foot actions">
            <BusyButton variant="default" isBusy={isStopping} onClick={stop}>
              {isStopping ? 'Stopping' : 'Stop'}
            </BusyButton>
            <Text size="sm" c="dimmed">
              Keep this page open.
            </Text>
          </div>
          <Leaving />
        </>
      )}
      {end?.kind === 'done' && (
        <ImportResult summary={end.summary} header={understood.header} fileName={fileName} />
      )}
      {end !== undefined && end.kind !== 'done' && (
        <Unfinished end={end} onContinue={(force) => void begin(plan, force)} />
      )}
      {end?.kind === 'done' && end.summary.pending > 0 && (
        <div className="panel-foot actions">
          <Button onClick={() => void begin(plan)}>Look again</Button>
        </div>
      )}
    </Panel>
  );
}

interface UnfinishedProps {
  readonly end: Exclude<RunEnd, { readonly kind: 'done' }>;
  readonly onContinue: (force: boolean) => void;
}

function Unfinished({ end, onContinue }: UnfinishedProps) {
  if (end.kind === 'failed' && end.error instanceof AlreadyImported) {
    return (
      <Alert color="orange" variant="outline" title="This file seems to be imported already" role="alert">
        <Stack gap="xs" align="flex-start">
          <Text size="sm">
            {end.error.message} If it was imported by the command line or in another browser, finish it there.
          </Text>
          <Button variant="default" size="xs" onClick={() => onContinue(true)}>
            Import it a second time
          </Button>
        </Stack>
      </Alert>
    );
  }
  return (
    <>
      {end.kind === 'failed' ? (
        <Failure error={end.error} />
      ) : (
        <Text size="sm" className="said" role="status">
          Stopped after {counted(end.done, 'line')}. What was made remains, and is not made again.
        </Text>
      )}
      <div className="panel-foot actions">
        <Button onClick={() => onContinue(false)}>Continue</Button>
      </div>
    </>
  );
}

/** Asks before an import is left unfinished. */
function Leaving() {
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname,
    enableBeforeUnload: true,
    withResolver: true,
  });
  if (leaving.status !== 'blocked') return null;
  return (
    <ModalFrame title="Stop the import?" role="alertdialog" onClose={leaving.reset}>
      <Stack gap="sm">
        <Text size="sm">
          It is not finished. What was made remains, and the same file goes on where it was stopped.
        </Text>
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={leaving.reset} data-autofocus>
            Keep importing
          </Button>
          <Button color="red.8" onClick={leaving.proceed}>
            Stop and leave
          </Button>
        </Group>
      </Stack>
    </ModalFrame>
  );
}
