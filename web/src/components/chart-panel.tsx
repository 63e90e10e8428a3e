import { Button, Group } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { Panel } from './panel.tsx';

interface ChartPanelProps {
  readonly title: string;
  readonly chart: ReactNode;
  /** The same as a table. */
  readonly table: ReactNode;
  /** What chooses what is shown; default nothing. */
  readonly choice?: ReactNode;
}

/** A chart with the table behind it. */
export function ChartPanel({ title, chart, table, choice }: ChartPanelProps) {
  const [isTable, setTable] = useState(false);
  const contentId = useId();
  return (
    <Panel
      title={title}
      aside={
        <Group gap="6px 12px" justify="flex-end">
          {choice}
          <Button
            variant="subtle"
            size="compact-sm"
            aria-controls={contentId}
            onClick={() => setTable(!isTable)}
          >
            {isTable ? 'Show as a chart' : 'Show as a table'}
          </Button>
        </Group>
      }
    >
      <div id={contentId}>{isTable ? table : chart}</div>
    </Panel>
  );
}
