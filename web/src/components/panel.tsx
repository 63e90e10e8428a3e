import { Group, Paper, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface PanelProps {
  readonly title?: string;
  /** Shown next to the title, at the end of its line. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled area of a page. */
export function Panel({ title, aside, children }: PanelProps) {
  const titleId = useId();
  return (
    <Paper
      component="section"
      withBorder
      radius="md"
      className="panel"
      {...(title === undefined ? {} : { 'aria-labelledby': titleId })}
    >
      {title !== undefined && (
        <Group justify="space-between" className="panel-title">
          <Title order={2} id={titleId}>
            {title}
          </Title>
          {aside}
        </Group>
      )}
      {children}
    </Paper>
  );
}
