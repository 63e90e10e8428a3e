import { Alert, Button, Code, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiProblem, ApiUnreachable, isProblem, textOf } from '../api/api-error.ts';
import { SessionEndedError } from '../session/session-state.ts';
import { CloudOffIcon } from './icons.tsx';

interface EmptyProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** An empty state: that there is nothing, why, and what to do about it. */
export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <Stack align="center" gap="xs" py={40} px="md" ta="center">
      <ThemeIcon variant="default" size={44} radius="xl" c="dimmed">
        {icon}
      </ThemeIcon>
      <Text fw={600}>{title}</Text>
      {children !== undefined && (
        <Text size="sm" c="dimmed" maw={420}>
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}

/** Shown in place of data while the API is not responding. */
export function NotYetLoaded() {
  return (
    <Empty icon={<CloudOffIcon size={22} />} title="Not loaded yet">
      The API is not responding. The page keeps trying.
    </Empty>
  );
}

interface FailureProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** An error in plain words, with the correlation id for support. */
export function Failure({ error, onRetry }: FailureProps) {
  return (
    <Alert color="red" variant="outline" title={titleOf(error)} role="alert">
      <Stack gap="xs" align="flex-start">
        {isProblem(error, 'not-found') ? (
          <Text size="sm">Someone else has removed it. Nothing was changed.</Text>
        ) : error instanceof ApiProblem ? (
          <>
            <Text size="sm">{textOf(error)}</Text>
            <Text size="xs" c="dimmed">
              Correlation ID <Code>{error.correlationId}</Code>
            </Text>
          </>
        ) : (
          <Text size="sm">
            {error instanceof ApiUnreachable
              ? 'It may still be starting. Nothing you entered is lost.'
              : error instanceof SessionEndedError
                ? error.message
                : String(error)}
          </Text>
        )}
        {onRetry !== undefined && (
          <Group>
            <Button variant="default" size="xs" onClick={onRetry}>
              Try again
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

const titleOf = (error: unknown): string => {
  if (error instanceof ApiUnreachable) return 'The API is not responding';
  if (error instanceof SessionEndedError) return 'Nothing was sent';
  if (isProblem(error, 'not-found')) return 'This no longer exists';
  if (isProblem(error, 'access-denied')) return 'You may not do this';
  if (error instanceof ApiProblem && error.status < 500) return 'The request was refused';
  return 'Something went wrong';
};
