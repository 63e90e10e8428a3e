import { Button, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense } from 'react';
import { lazyComponent } from '../components/lazy-component.ts';
import { fileOf, type ListExport } from './list-export.ts';

const ExportListDialog = lazyComponent(() => import('./export-list-dialog.tsx'), 'ExportListDialog');

/** Saves all pages of a list, as it is filtered, as a file. */
export function ExportListButton<Row>({
  list,
  disabled = false,
  ...button
}: {
  readonly list: ListExport<Row>;
  /** Default: false. */
  readonly disabled?: boolean;
} & Pick<ButtonProps, 'size'>) {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button
        variant="default"
        disabled={disabled}
        onClick={open}
        {...(list.selected !== undefined && { 'aria-label': 'Export selected' })}
        {...button}
      >
        Export
      </Button>
      {isOpen && (
        <Suspense>
          <ExportListDialog
            {...list}
            write={(format, options) => fileOf(list, format, options)}
            onClose={close}
          />
        </Suspense>
      )}
    </>
  );
}
