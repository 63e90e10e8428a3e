import type { Field } from '../../../../sales-files/fields.ts';

/** What fields are called on the page. */
export const fieldLabels: Readonly<Record<Field, string>> = {
  invoiceNo: 'Order number',
  stockCode: 'Product code',
  description: 'Product name',
  quantity: 'Quantity',
  unitPrice: 'Price of one piece',
  total: 'Total of the line',
  discount: 'Discount',
  currency: 'Currency',
  invoiceDate: 'Date',
  invoiceTime: 'Time',
  status: 'Status of the order',
  saleType: 'Type of sale',
  customerId: 'Customer id',
  customerName: 'Customer name',
  email: 'E-mail',
  country: 'Country',
};
