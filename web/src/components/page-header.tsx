import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';

interface PageHeaderProps {
  readonly title: string;
  /** A link to the list that the page belongs to. */
  readonly parent?: ReactNode;
  readonly detail?: ReactNode;
  readonly actions?: ReactNode;
}

/** The heading of a page, and the title of the browser's tab. */
export function PageHeader({ title, parent, detail, actions }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(`${title} · Multidomain`);
  // Until the heading is there, the page itself has the focus.
  useEffect(() => {
    if (document.activeElement?.matches('main')) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Group justify="space-between" align="flex-start" gap="sm" mb="md">
      <Stack gap={2} className="page-title">
        {parent !== undefined && <div>{parent}</div>}
        <Title order={1} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {detail !== undefined && (
          <Text size="sm" c="dimmed" component="div">
            {detail}
          </Text>
        )}
      </Stack>
      {actions !== undefined && (
        <Group gap="xs" className="page-actions">
          {actions}
        </Group>
      )}
    </Group>
  );
}
