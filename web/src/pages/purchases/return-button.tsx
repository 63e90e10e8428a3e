import { useDisclosure } from '@mantine/hooks';
import type { Purchase } from '../../api/types.ts';
import { EditorButton } from '../../roles/editor-button.tsx';
import { ReturnDialog } from './return-dialog.tsx';

/** Returns units of a completed purchase. */
export function ReturnButton({ purchase }: { readonly purchase: Purchase }) {
  const [isOpen, dialog] = useDisclosure();
  return (
    <>
      <EditorButton deed="return units" variant="default" onClick={dialog.open}>
        Return units
      </EditorButton>
      {isOpen && <ReturnDialog purchase={purchase} onClose={dialog.close} />}
    </>
  );
}
