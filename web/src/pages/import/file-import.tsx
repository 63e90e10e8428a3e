import { useState } from 'react';
import type { ReadOptions } from '../../../../sales-files/conventions.ts';
import type { NewStock } from '../../../../sales-import/plan-entities.ts';
import { Panel } from '../../components/panel.tsx';
import { RowSkeletons } from '../../components/row-skeletons.tsx';
import { Failure } from '../../components/states.tsx';
import { DryRunPanel } from './dry-run-panel.tsx';
import { ImportPanel } from './import-panel.tsx';
import { UnderstoodPanel } from './understood-panel.tsx';
import { useDryRun } from './use-dry-run.ts';
import { useReading } from './use-reading.ts';
import { useRun } from './use-run.ts';

interface FileImportProps {
  readonly file: File;
  /** Distinguishes it from the files that were chosen before. */
  readonly nth: number;
  readonly onRunning: (isRunning: boolean) => void;
}

/** The steps after a file was chosen. A change of how it is read begins them anew. */
export function FileImport({ file, nth, onRunning }: FileImportProps) {
  const [options, setOptions] = useState<ReadOptions>({});
  const [stock, setStock] = useState<NewStock>();
  const reading = useReading(file, nth, options, stock);
  const { data, isPlaceholderData } = reading;
  const plan = data !== undefined && 'plan' in data && !isPlaceholderData ? data.plan : undefined;
  const dryRun = useDryRun(plan);
  const run = useRun(plan, stock, onRunning);
  if (reading.isError) return <Failure error={reading.error} onRetry={() => void reading.refetch()} />;
  if (data === undefined) {
    return (
      <Panel title="2. What is understood">
        <RowSkeletons label="Reading the file" />
      </Panel>
    );
  }
  const isLocked = run.progress !== undefined;
  return (
    <>
      <UnderstoodPanel
        reading={data}
        isOutdated={isPlaceholderData}
        options={options}
        stock={stock}
        isLocked={isLocked}
        onChange={(changed, changedStock) => {
          setOptions(changed);
          setStock(changedStock);
        }}
      />
      {'plan' in data && (
        <DryRunPanel
          reading={data}
          isOutdated={isPlaceholderData}
          dryRun={dryRun}
          fileName={file.name}
          isImported={run.end?.kind === 'done'}
        />
      )}
      {plan !== undefined && 'plan' in data && (dryRun.isSuccess || isLocked) && (
        <ImportPanel reading={data} run={run} fileName={file.name} />
      )}
    </>
  );
}
