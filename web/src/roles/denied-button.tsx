import { Button, Tooltip } from '@mantine/core';
import type { EditorButtonProps } from './editor-button.tsx';

/** A button that the user's role does not include. It can be focused, so that everybody learns why it is disabled. */
export function DeniedButton({ deed, ...button }: EditorButtonProps) {
  return (
    <Tooltip
      label={`Only editors can ${deed}`}
      events={{ hover: true, focus: true, touch: true }}
      multiline
      maw={240}
    >
      <Button {...button} aria-disabled data-disabled onClick={(event) => event.preventDefault()} />
    </Tooltip>
  );
}
