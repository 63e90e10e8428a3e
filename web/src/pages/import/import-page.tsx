import { useState } from 'react';
import { LockIcon } from '../../components/icons.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Panel } from '../../components/panel.tsx';
import { Empty } from '../../components/states.tsx';
import { useMay } from '../../roles/use-may.ts';
import { ChooseFile } from './choose-file.tsx';
import { FileImport } from './file-import.tsx';
import './import-page.css';

/** Imports a shop's sales file: shows how it is read, what it would make, and makes it. */
export function ImportPage() {
  const may = useMay('editor');
  return (
    <>
      <PageHeader
        title="Import sales"
        detail="Customers and products come along. Nothing is made before you have seen what is understood."
      />
      {may === false ? <NotAllowed /> : may === true && <Importer />}
    </>
  );
}

function NotAllowed() {
  return (
    <Panel>
      <Empty icon={<LockIcon size={22} />} title="Only editors can import sales">
        Your role is to look at things. Ask an administrator for the role editor.
      </Empty>
    </Panel>
  );
}

function Importer() {
  const [chosen, setChosen] = useState<{ readonly file: File; readonly nth: number }>();
  const [isRunning, setRunning] = useState(false);
  return (
    <div className="rows">
      <ChooseFile
        chosen={chosen?.file}
        isDisabled={isRunning}
        onChoose={(file) => setChosen({ file, nth: (chosen?.nth ?? 0) + 1 })}
      />
      {/* Each file is read anew, with the options of none before it. */}
      {chosen !== undefined && (
        <FileImport key={chosen.nth} nth={chosen.nth} file={chosen.file} onRunning={setRunning} />
      )}
    </div>
  );
}
