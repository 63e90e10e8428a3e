import { fields } from '../../../../sales-files/fields.ts';
import { fieldLabels } from './field-labels.ts';

/** What the reader says of the command's options, and what it is on the page. */
const WORDS: readonly (readonly [options: RegExp, words: string])[] = [
  [/or say --dates day-first if the day is first/g, 'or choose that the day is first'],
  [/or say --dates day-first or month-first/g, 'or choose what is first'],
  [/Say --dates day-first or --dates month-first/g, 'Choose what is first'],
  [
    /Add it: --currency EUR, or name its column: --mapping currency=COLUMN/g,
    'Choose it, or the column that has it',
  ],
  [/Give its encoding with --encoding/g, 'Choose another encoding'],
  [/With --mapping unitPrice= the total does/g, 'Without a column for the price, the total does'],
  [/say --mapping discount=([^;]+); if/g, 'choose $1 as the discount; if'],
  [/, --mapping discount=$/g, ', choose that there is no column for it'],
  [/Say --time-zone, such as Europe\/London/g, 'Choose the time zone'],
  [/Say --mapping unitPrice=COLUMN/g, 'Choose the column of the price'],
  [/Say --counts with those that do, if not/g, 'If not, name those that do'],
  [/Correct --mapping; for instance "country=" says that there is none/g, 'Choose another one, or none'],
  [/say --decimal "\." or --decimal ","/g, 'choose the decimal separator'],
  [/or --walk-in NAME, if there are none/g, 'or a name for all sales without one'],
  [
    /Name the columns: --mapping stockCode=COLUMN,unitPrice=COLUMN,customerId=COLUMN/g,
    'Choose the columns below',
  ],
];

/** Fields whose name is no English word. */
const CODED = fields.filter((field) => /[A-Z]/.test(field));

/** A sentence of the reader in the words of the page: it says what to choose, not which option to add. */
export function inPageWords(sentence: string): string {
  const said = WORDS.reduce((text, [options, words]) => text.replace(options, words), sentence);
  return CODED.reduce(
    (text, field) => text.replace(new RegExp(`\\b${field}\\b`, 'g'), fieldLabels[field].toLowerCase()),
    said,
  );
}
