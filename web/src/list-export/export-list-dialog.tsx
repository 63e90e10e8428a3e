import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { counted } from '../components/format.ts';
import { showSaved } from '../components/notices.tsx';
import { saveFile } from '../components/save-file.ts';
import { Failure } from '../components/states.tsx';
import { Dialog } from '../forms/dialog.tsx';
import { csv } from './csv.ts';
import { jsonLines } from './json-lines.ts';
import type { ListExport, ListFormat } from './list-export.ts';

interface ExportListDialogProps
  extends Pick<ListExport<unknown>, 'name' | 'noun' | 'isFiltered' | 'selected'> {
  /** Reads the list to its end. @param onProgress called with the number of rows so far. */
  readonly write: (
    format: ListFormat,
    options: { readonly signal: AbortSignal; readonly onProgress: (rows: number) => void },
  ) => Promise<Blob>;
  readonly onClose: () => void;
}

/** Asks for a format, and reads the list page by page until the file is saved. Closing the dialog stops that. */
export function ExportListDialog({
  name,
  noun,
  isFiltered,
  selected,
  write,
  onClose,
}: ExportListDialogProps) {
  const [rows, setRows] = useState(0);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const saving = useMutation({
    mutationFn: async (format: ListFormat) => {
      stop.current = new AbortController();
      const { signal } = stop.current;
      setRows(0);
      let count = 0;
      const file = await write(format, {
        signal,
        onProgress: (soFar) => {
          count = soFar;
          setRows(soFar);
        },
      });
      saveFile(`${name}-${today()}.${format.extension}`, file);
      showSaved(`${counted(count, noun)} ${count === 1 ? 'was' : 'were'} saved.`);
      onClose();
    },
  });
  return (
    <Dialog title={`Export ${name}`} onClose={onClose}>
      <Stack gap="sm">
        <Text size="sm">{whatOf({ name, noun, isFiltered }, selected)}, as one file.</Text>
        {saving.isError && <Failure error={saving.error} />}
        {saving.isPending ? (
          <Group justify="space-between">
            <Text size="sm" role="status">
              {counted(rows, noun)} so far…
            </Text>
            <Button variant="default" onClick={onClose}>
              Stop
            </Button>
          </Group>
        ) : (
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={() => saving.mutate(jsonLines)}>
              JSON Lines for programs
            </Button>
            <Button onClick={() => saving.mutate(csv)} data-autofocus>
              CSV for Excel
            </Button>
          </Group>
        )}
      </Stack>
    </Dialog>
  );
}

/** What is in the file. */
function whatOf(
  { name, noun, isFiltered }: Pick<ExportListDialogProps, 'name' | 'noun' | 'isFiltered'>,
  selected: number | undefined,
): string {
  if (selected !== undefined) return `The ${counted(selected, `selected ${noun}`)}`;
  return isFiltered ? `All ${name} that the filters find` : `All ${name}`;
}

/** The reader's day, `YYYY-MM-DD`, for the name of a file. */
const today = (): string => new Date().toLocaleDateString('sv');
