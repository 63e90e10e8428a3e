import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { withAllNames } from '../../api/purchases.ts';
import type { Purchase } from '../../api/types.ts';
import { ExportListButton } from '../../list-export/export-list-button.tsx';
import { selectedOf } from '../../list-export/list-export.ts';
import { useMay } from '../../roles/use-may.ts';
import { SelectionBar } from '../../selection/selection-bar.tsx';
import type { Selection } from '../../selection/use-selection.ts';
import { CancelSelectedDialog } from './cancel-selected-dialog.tsx';
import { purchaseExport } from './purchase-export.ts';

/** What can be done with the selected purchases. Viewers can only export them. */
export function PurchaseSelectionBar({ selection }: { readonly selection: Selection<Purchase> }) {
  const mayCancel = useMay('editor') === true;
  const [isCancelling, cancelling] = useDisclosure();
  const { selected } = selection;
  return (
    <>
      <SelectionBar selection={selection}>
        {mayCancel && (
          <Button variant="default" size="xs" onClick={cancelling.open}>
            Cancel purchases
          </Button>
        )}
        <ExportListButton
          size="xs"
          list={selectedOf(purchaseExport({}), selected, (signal) => withAllNames(selected, signal))}
        />
      </SelectionBar>
      {isCancelling && (
        <CancelSelectedDialog
          purchases={selected}
          onCancelled={(cancelled) => selection.drop(cancelled.map(({ purchaseId }) => purchaseId))}
          onClose={cancelling.close}
        />
      )}
    </>
  );
}
