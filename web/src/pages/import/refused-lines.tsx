import { Button, Table, Text } from '@mantine/core';
import { byReason } from '../../../../sales-import/content.ts';
import type { RejectedLine } from '../../../../sales-import/plan.ts';
import { counted, formatNumber } from '../../components/format.ts';
import { inPageWords } from './in-page-words.ts';
import { saveRefused } from './save-refused.ts';

interface RefusedLinesProps {
  readonly rejected: readonly RejectedLine[];
  readonly header: readonly string[];
  readonly fileName: string;
}

const MOST_ROWS = 20;

/** Lines that are refused, with their number and why; all of them as a file. */
export function RefusedLines({ rejected, header, fileName }: RefusedLinesProps) {
  if (rejected.length === 0) return null;
  const reasons = byReason(rejected);
  const shown = rejected.toSorted((a, b) => a.number - b.number).slice(0, MOST_ROWS);
  return (
    <>
      {reasons.length < rejected.length && (
        <ul className="reasons" aria-label="Reasons">
          {reasons.slice(0, MOST_ROWS).map(([reason, lines]) => (
            <li key={reason}>
              {inPageWords(reason)} <span className="dimmed">{formatNumber(lines.length)}</span>
            </li>
          ))}
        </ul>
      )}
      <Table aria-label="Refused lines">
        <Table.Thead>
          <Table.Tr>
            <Table.Th className="number">Line</Table.Th>
            <Table.Th>Why</Table.Th>
            <Table.Th>In the file</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ number, reason, record }) => (
            <Table.Tr key={`${number} ${reason}`}>
              <Table.Td className="number">{number}</Table.Td>
              <Table.Td>{inPageWords(reason)}</Table.Td>
              <Table.Td className="record">
                {record.filter((cell) => cell.trim() !== '').join(' · ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <div className="panel-foot actions">
        <Button variant="default" onClick={() => saveRefused(fileName, header, rejected)}>
          Download what is refused
        </Button>
        {rejected.length > MOST_ROWS && (
          <Text size="sm" c="dimmed">
            These are the first {MOST_ROWS} of {counted(rejected.length, 'line')}.
          </Text>
        )}
      </div>
    </>
  );
}
