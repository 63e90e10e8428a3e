import { Button, Code, Text } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import { FileIcon } from '../../components/icons.tsx';
import { Panel } from '../../components/panel.tsx';
import { sizeText } from './import-texts.ts';
import { MAX_BYTES } from './read-file.ts';

interface ChooseFileProps {
  readonly chosen: File | undefined;
  /** While a file is imported. */
  readonly isDisabled: boolean;
  readonly onChoose: (file: File) => void;
}

/** Takes a file that is dropped, or chosen in the system's dialog. */
export function ChooseFile({ chosen, isDisabled, onChoose }: ChooseFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [problem, setProblem] = useState<string>();
  const take = (files: FileList | null): void => {
    const [file] = files ?? [];
    if (file === undefined || isDisabled) return;
    const found = problemOf(file, files?.length ?? 0);
    setProblem(found);
    if (found === undefined) onChoose(file);
  };
  const onDrag = (event: DragEvent, isNowOver: boolean): void => {
    event.preventDefault();
    setOver(isNowOver && !isDisabled);
  };
  return (
    <Panel title="1. The file">
      <section
        aria-label="Drop a file"
        className="drop-zone"
        data-over={isOver || undefined}
        data-small={chosen !== undefined || undefined}
        onDragOver={(event) => onDrag(event, true)}
        onDragLeave={(event) => onDrag(event, false)}
        onDrop={(event) => {
          onDrag(event, false);
          take(event.dataTransfer.files);
        }}
      >
        <FileIcon size={chosen === undefined ? 28 : 20} />
        <div className="drop-text">
          {chosen === undefined ? (
            <Text fw={600}>Drop a sales file here</Text>
          ) : (
            <Text fw={600} className="file-name">
              {chosen.name} <span className="dimmed">{sizeText(chosen.size)}</span>
            </Text>
          )}
          {chosen === undefined && (
            <Text size="sm" c="dimmed">
              CSV in any dialect or an Excel workbook, also packed as .gz, up to {sizeText(MAX_BYTES)}. Larger
              ones take the command line: <Code>npm run import -- FILE</Code>
            </Text>
          )}
        </div>
        <Button
          variant={chosen === undefined ? 'filled' : 'default'}
          disabled={isDisabled}
          onClick={() => input.current?.click()}
        >
          {chosen === undefined ? 'Choose a file' : 'Choose another file'}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="Sales file"
          accept=".csv,.tsv,.txt,.xlsx,.gz"
          onChange={({ currentTarget }) => {
            take(currentTarget.files);
            // So that the same file can be chosen again.
            currentTarget.value = '';
          }}
        />
      </section>
      {problem !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" className="panel-foot">
          {problem}
        </Text>
      )}
    </Panel>
  );
}

/** Why a file is not taken. */
function problemOf(file: File, count: number): string | undefined {
  if (count > 1) return 'Choose one file at a time.';
  if (file.size <= MAX_BYTES) return undefined;
  return `${file.name} has ${sizeText(file.size)}, more than the ${sizeText(MAX_BYTES)} that the page reads. Import it with npm run import, which takes any size.`;
}
