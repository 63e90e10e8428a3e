import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type OwnAnchor = AnchorProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps> & {
    readonly ref?: Ref<HTMLAnchorElement>;
  };
type OwnButton = ButtonProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> & {
    readonly ref?: Ref<HTMLAnchorElement>;
  };

/** A text link within the app. */
export const TextLink = createLink((props: OwnAnchor) => <Anchor {...props} />);

/** A link within the app that looks like a button. */
export const ButtonLink = createLink((props: OwnButton) => <Button component="a" {...props} />);
