import { Alert, Text } from '@mantine/core';
import type { ReadOptions } from '../../../../sales-files/conventions.ts';
import { fields } from '../../../../sales-files/fields.ts';
import { presets } from '../../../../sales-files/presets.ts';
import type { NewStock } from '../../../../sales-import/plan-entities.ts';
import type { Reading, Unreadable } from '../../../../sales-import/read-and-plan.ts';
import { counted } from '../../components/format.ts';
import { Panel } from '../../components/panel.tsx';
import { ColumnsTable } from './columns-table.tsx';
import { inPageWords } from './in-page-words.ts';
import { MoreOptions } from './more-options.tsx';
import { NotationFields } from './notation-fields.tsx';

interface UnderstoodPanelProps {
  readonly reading: Reading | Unreadable;
  /** Whether the file is being read again. */
  readonly isOutdated: boolean;
  readonly options: ReadOptions;
  readonly stock: NewStock;
  /** Whether nothing may be changed, since it is being imported. */
  readonly isLocked: boolean;
  readonly onChange: (options: ReadOptions, stock: NewStock) => void;
}

/** What was understood of a file, and fields to correct it. */
export function UnderstoodPanel(props: UnderstoodPanelProps) {
  const { reading, isOutdated, options, stock, isLocked, onChange } = props;
  const understood = 'plan' in reading ? reading.understood : undefined;
  const outline = 'plan' in reading ? reading.understood : reading.outline;
  const asks = 'plan' in reading ? undefined : reading.asks;
  const said = 'plan' in reading ? reading.understood.guesses : [reading.message];
  const change = (changed: ReadOptions): void => onChange({ ...options, ...changed }, stock);
  return (
    <Panel title="2. What is understood">
      <div aria-busy={isOutdated} className={isOutdated ? 'outdated' : undefined}>
        {'plan' in reading ? <Doubts reading={reading} /> : <NotReadable {...reading} />}
        <NotationFields
          understood={understood}
          outline={outline}
          asks={asks}
          options={options}
          isLocked={isLocked}
          onChange={change}
        />
        {outline !== undefined && (
          <ColumnsTable
            outline={outline}
            mapping={options.mapping ?? {}}
            doubtful={fields.filter((field) => said.some((text) => text.includes(`--mapping ${field}=`)))}
            isLocked={isLocked}
            onChange={(mapping) => change({ mapping })}
          />
        )}
        <MoreOptions options={options} stock={stock} isLocked={isLocked} onChange={onChange} />
      </div>
    </Panel>
  );
}

function Doubts({ reading: { understood, plan } }: { readonly reading: Reading }) {
  const { preset, guesses, notes } = understood;
  const lines = plan.purchases.length + plan.returns.length + plan.sought.length + plan.rejected.length;
  // Of a file without sales there is nothing to be in doubt about.
  const doubts = lines === plan.rejected.length ? [] : guesses;
  const said = [`${counted(lines, 'line')}${understoodAs(understood)}`, ...notes];
  return (
    <>
      <Text size="sm" className="said">
        {said.join('. ')}.{preset !== undefined && ` Recognized as ${presets[preset].title}.`}
      </Text>
      {doubts.length > 0 && (
        <Alert
          color="orange"
          variant="outline"
          title={`Please check: ${doubts.length === 1 ? 'this is' : 'these are'} not certain`}
        >
          <ul className="doubts">
            {doubts.map((doubt) => (
              <li key={doubt}>{inPageWords(doubt)}.</li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
};

const understoodAs = ({ delimiter, encoding }: Reading['understood']): string =>
  delimiter === '' ? `, in ${encoding}` : `, with columns separated by ${DELIMITERS[delimiter] ?? delimiter}`;

function NotReadable({ message, asks }: Unreadable) {
  return (
    <Alert
      color={asks === undefined ? 'red' : 'orange'}
      variant="outline"
      title={asks === undefined ? 'The file cannot be read like this' : 'One answer is missing'}
      role="alert"
    >
      <Text size="sm" className="prose">
        {inPageWords(message)}
      </Text>
    </Alert>
  );
}
