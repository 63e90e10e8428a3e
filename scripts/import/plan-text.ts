import type { Field } from '../../sales-files/fields.ts';
import { presets } from '../../sales-files/presets.ts';
import type { SalesFile, Understood } from '../../sales-files/read-sales.ts';
import { byReason, contentOf } from '../../sales-import/content.ts';
import type { NamedFile, Plan } from '../../sales-import/plan.ts';

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': '|',
};

const WORDS: Readonly<Record<Field, string>> = {
  invoiceNo: 'order',
  stockCode: 'product code',
  description: 'product name',
  quantity: 'quantity',
  unitPrice: 'price',
  total: 'total',
  discount: 'discount',
  currency: 'currency',
  invoiceDate: 'date',
  invoiceTime: 'time',
  status: 'status',
  saleType: 'type of sale',
  customerId: 'customer',
  customerName: 'customer name',
  email: 'e-mail',
  country: 'country',
};

/** How the files are read, and what will be imported, for a person to check. */
export function planText(files: readonly NamedFile[], plan: Plan): string {
  return [
    ...files.map(({ name, sales }) => fileText(name, sales)),
    ...contentText(plan, files.length),
    ...rejectedText(plan),
  ].join('\n');
}

function fileText(name: string, { lines, understood }: SalesFile): string {
  const { preset, encoding, delimiter, columns } = understood;
  const kind = [
    ...(preset === undefined ? [] : [presets[preset].title]),
    encoding,
    ...(delimiter === '' ? [] : [`separated by ${DELIMITERS[delimiter] ?? delimiter}`]),
  ].join(', ');
  return [
    `${name === '-' ? 'Standard input' : name}: ${kind}`,
    `  ${columns.map(([field, column]) => `${WORDS[field]} ${column}`).join(' · ')}`,
    ...hints(lines.length === 0 ? { ...understood, guesses: [] } : understood),
  ].join('\n');
}

const hints = ({ guesses, notes }: Understood): string[] => [
  ...notes.map((note) => `  ${note}.`),
  ...guesses.map((guess) => `  ? ${guess}.`),
];

function contentText(plan: Plan, files: number): string[] {
  const { purchases, returns, sought, customers, products } = plan;
  const { sold, returned, days } = contentOf(plan);
  const when = days.length === 0 ? 'without dates' : `from ${days[0]} to ${days.at(-1)}`;
  return [
    `${counted(purchases.length, 'sale')} of ${counted(products.size, 'product')} to ${counted(customers.size, 'customer')}, ${when}: ${sold}`,
    ...(returns.length > 0 ? [`${counted(returns.length, 'return')}: ${returned}`] : []),
    ...(sought.length > 0
      ? [
          `${counted(sought.length, 'return')} of purchases that are not in ${files === 1 ? 'this file' : 'these files'}: looked for in the system`,
        ]
      : []),
  ];
}

function rejectedText({ rejected }: Plan): string[] {
  if (rejected.length === 0) return [];
  const sorted = byReason(rejected);
  return [
    `${counted(rejected.length, 'line')} will not be imported:`,
    ...sorted.slice(0, MOST_REASONS).map(([reason, [first, ...others]]) => {
      const more = others.length === 0 ? '' : ` and ${counted(others.length, 'other')}`;
      return `  ${reason}: line ${first?.number}${more}`;
    }),
    ...(sorted.length > MOST_REASONS
      ? [`  and ${counted(sorted.length - MOST_REASONS, 'other reason')}`]
      : []),
  ];
}

const MOST_REASONS = 12;

/** `1,234 sales`, `1 sale`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
