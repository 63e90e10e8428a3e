import type { ReactNode } from 'react';
import { lowStock, type ProductFilters, runsOutSoon } from '../../api/products.ts';
import type { ListedProduct } from '../../api/types.ts';
import { DaysLeft } from '../../components/days-left.tsx';
import { Stock } from '../../components/stock.tsx';

/** Products whose stock needs a look, among those of one request. */
interface StockList {
  readonly title: string;
  /** The title in a choice. */
  readonly label: string;
  readonly query: typeof lowStock;
  /** What finds all of them in the list of products. */
  readonly filters: ProductFilters;
  /** What is listed first is smallest. */
  readonly urgency: (product: ListedProduct) => number;
  /** What those at the top are, if not all could be read. */
  readonly first: string;
  readonly none: string;
  /** The head of the column that tells how urgent it is. */
  readonly head: string;
  readonly cell: (product: ListedProduct) => ReactNode;
}

/** The lists to choose from. */
export const stockLists = {
  low: {
    title: 'Low stock',
    label: 'Low',
    query: lowStock,
    filters: { lowStock: 'true' },
    urgency: ({ stock }) => stock,
    first: 'The lowest',
    none: 'No product is low on stock',
    head: 'In stock',
    cell: ({ stock }) => <Stock stock={stock} />,
  },
  soon: {
    title: 'Runs out this week',
    label: 'Runs out this week',
    query: runsOutSoon,
    filters: { runsOut: 'soon' },
    urgency: ({ stock, soldLately: { days, units } = NONE }) => (stock * days) / units,
    first: 'The first to run out',
    none: 'Nothing sells so fast that it runs out this week',
    head: 'Runs out in about',
    cell: ({ stock, soldLately = NONE }) => <DaysLeft stock={stock} soldLately={soldLately} />,
  },
} satisfies Record<string, StockList>;

/** Lists by their names. */
export type StockListName = keyof typeof stockLists;

/** All that were asked for have it. */
const NONE = { days: 0, units: 0 };
