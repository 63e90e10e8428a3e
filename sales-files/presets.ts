import { type Mapping, plainName } from './fields.ts';

/** What is known of the files of one shop system. */
export interface Preset {
  readonly title: string;
  /** Columns by which its files are recognized; all of them must be there. */
  readonly has: readonly string[];
  /** Other columns that its files may have; there must be no others. Default: any. */
  readonly only?: readonly string[];
  /** Columns that the names alone would not find, or find wrongly. */
  readonly mapping: Mapping;
  /** The currency of its prices, if it is always the same. */
  readonly currency?: string;
  /** How dates are written that could be read in two ways: this form has the month first. */
  readonly monthFirst?: RegExp;
}

/** The columns of *Online Retail*, the data set by which the importer was first made. */
const ONLINE_RETAIL =
  'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'.split(',');
const ONLINE_RETAIL_2 = 'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country'.split(
  ',',
);

/** Files that are recognized by their columns, or asked for by name. */
export const presets = {
  'online-retail': {
    title: 'Online Retail',
    has: ['StockCode', 'Quantity', 'CustomerID'],
    only: [...ONLINE_RETAIL, ...ONLINE_RETAIL_2],
    mapping: {},
    currency: 'GBP',
    monthFirst: /^\d\d-\d\d-\d{4} \d\d:\d\d$|^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d\d$/,
  },
  shopify: {
    title: 'a Shopify export of orders',
    has: ['Name', 'Lineitem quantity', 'Lineitem name', 'Lineitem price'],
    mapping: {
      invoiceNo: 'Name',
      stockCode: 'Lineitem sku',
      description: 'Lineitem name',
      quantity: 'Lineitem quantity',
      unitPrice: 'Lineitem price',
      total: '',
      invoiceDate: 'Created at',
      customerId: 'Email',
      customerName: 'Billing Name',
      email: 'Email',
      country: 'Billing Country',
      status: 'Financial Status',
    },
  },
  square: {
    title: 'a Square export of items',
    has: ['Date', 'Time', 'Item', 'Qty', 'Net Sales', 'Transaction ID'],
    mapping: {
      invoiceNo: 'Transaction ID',
      stockCode: 'SKU',
      description: 'Item',
      unitPrice: '',
      total: 'Net Sales',
      // Net sales are without it.
      discount: '',
      invoiceTime: 'Time',
      customerName: 'Customer Name',
      // A refund has a negative quantity.
      status: '',
    },
  },
  woocommerce: {
    title: 'a WooCommerce export of orders',
    has: ['Order Number', 'Order Status', 'Item Name', 'Item Cost'],
    mapping: {
      description: 'Item Name',
      quantity: 'Quantity (- Refund)',
      unitPrice: 'Item Cost',
      total: '',
      customerName: 'Last Name (Billing)',
      email: 'Email (Billing)',
      country: 'Country Code (Billing)',
    },
  },
  amazon: {
    title: 'an Amazon report of orders',
    has: ['amazon-order-id', 'purchase-date', 'asin', 'quantity', 'item-price'],
    // The price is that of all pieces.
    mapping: {
      invoiceNo: 'amazon-order-id',
      description: 'product-name',
      unitPrice: '',
      total: 'item-price',
    },
  },
  superstore: {
    title: 'Superstore',
    has: ['Order ID', 'Order Date', 'Ship Date', 'Product ID', 'Sales', 'Quantity'],
    mapping: {
      total: 'Sales',
      unitPrice: '',
      // Sales are without it.
      discount: '',
      customerName: 'Customer Name',
      description: 'Product Name',
      // State is where the customer lives.
      status: '',
    },
    currency: 'USD',
  },
  northwind: {
    title: 'Northwind',
    has: ['OrderID', 'ProductID', 'UnitPrice', 'Quantity', 'Discount'],
    mapping: { total: '', discount: 'Discount' },
  },
} as const satisfies Readonly<Record<string, Preset>>;

export type PresetName = keyof typeof presets;

/** The preset that a header is recognized by; undefined if none. */
export function presetOf(header: readonly string[]): PresetName | undefined {
  const columns = header.map(plainName).filter((name) => name !== '');
  const isLike = ({ has, only }: Preset): boolean =>
    has.every((name) => columns.includes(plainName(name))) &&
    (only === undefined || columns.every((column) => only.some((name) => plainName(name) === column)));
  return (Object.keys(presets) as PresetName[]).find((name) => isLike(presets[name]));
}
