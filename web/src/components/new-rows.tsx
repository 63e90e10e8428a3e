import { Button, VisuallyHidden } from '@mantine/core';
import { counted, formatNumber } from './format.ts';
import './new-rows.css';

interface NewRowsProps {
  /** What a row is, in the singular. */
  readonly noun: string;
  readonly count: number;
  readonly onShow: () => void;
}

/** Tells a reader further down that the list has new rows, once, and leads to them. */
export function NewRows({ noun, count, onShow }: NewRowsProps) {
  return (
    <div className="new-rows">
      <VisuallyHidden role="status">{count > 0 && `There are new rows at the top.`}</VisuallyHidden>
      {count > 0 && (
        <Button
          size="compact-sm"
          radius="xl"
          aria-label={`Show ${counted(count, `new ${noun}`)}`}
          onClick={onShow}
        >
          ↑ {formatNumber(count)} new
        </Button>
      )}
    </div>
  );
}
