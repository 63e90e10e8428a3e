import { Anchor, type AnchorProps, Text } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

interface NamedLinkProps extends AnchorProps {
  /** What it is, in the singular. */
  readonly noun: string;
  /** Undefined if it was removed. */
  readonly name: string | undefined;
  /** What is to be said beside the name; default nothing. */
  readonly note?: string | undefined;
  readonly ref?: Ref<HTMLAnchorElement>;
}

/** A name as a link; a removed entity has neither. */
export const NamedLink = createLink(
  ({
    noun,
    name,
    note,
    ...anchor
  }: NamedLinkProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof NamedLinkProps>) =>
    name === undefined ? (
      <Text span size="sm" c="dimmed" fs="italic">
        removed {noun}
      </Text>
    ) : (
      <Anchor size="sm" {...anchor}>
        {name}
        {note !== undefined && (
          <Text span size="xs" c="dimmed">
            {' '}
            {note}
          </Text>
        )}
      </Anchor>
    ),
);
