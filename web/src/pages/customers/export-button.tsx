import { useMutation } from '@tanstack/react-query';
import { exportOf } from '../../api/customers.ts';
import type { CustomerView } from '../../api/types.ts';
import { BusyButton } from '../../components/busy-button.tsx';
import { showFailed } from '../../components/notices.tsx';
import { saveFile } from '../../components/save-file.ts';

/** Saves a file with everything that is held of a customer, for when they ask for their data. */
export function ExportButton({ customerId }: Pick<CustomerView, 'customerId'>) {
  const saving = useMutation({
    mutationFn: async () => saveJson(`customer-${customerId}.json`, await exportOf(customerId)),
    onError: ({ message }) => showFailed(`The data could not be exported. ${message}`),
  });
  return (
    <BusyButton variant="default" isBusy={saving.isPending} onClick={() => saving.mutate()}>
      Export data
    </BusyButton>
  );
}

const saveJson = (name: string, content: unknown): void =>
  saveFile(name, new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
