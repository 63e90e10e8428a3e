import { describe, expect, test } from 'vitest';
import type { ReadOptions } from './conventions.ts';
import { readSales } from './read-sales.ts';

const read = (rows: readonly string[], options: ReadOptions = {}) =>
  readSales(new TextEncoder().encode(rows.join('\n')), { currency: 'EUR', ...options });

/** A sale in short: pieces, price of one, total. */
const sales = (rows: readonly string[], options: ReadOptions = {}) =>
  read(rows, options).lines.map(
    ({ quantity, unitPrice: { amount }, total }) => `${quantity} × ${amount} = ${total}`,
  );

const refused = (rows: readonly string[], options: ReadOptions = {}) =>
  read(rows, options).refused.map(({ number, reason }) => `${number} ${reason}`);

const guesses = (rows: readonly string[], options: ReadOptions = {}) =>
  read(rows, options).understood.guesses;

const HEADER = 'Order,Date,Customer,SKU,Qty,Price';

describe('a doubt is said about', () => {
  test('a price that does not make the total, which may have a discount or a tax in it', () => {
    const rows = [
      `${HEADER},Total`,
      '1,2024-04-12,Ann,T1,2,10.00,20.00',
      '2,2024-04-12,Ann,T1,-2,10.00,-24.00',
    ];
    expect(guesses(rows)).toEqual([
      'The price times the quantity is another amount than the total in 1 line, such as line 3 (2 at 10.00, -24.00 in all): the price counts. With --mapping unitPrice= the total does',
    ]);
    expect(guesses([...rows, '3,2024-04-12,Ann,T1,-2,10.00,-20.00'])).toEqual(guesses(rows));
    expect(sales(rows, { mapping: { unitPrice: '' } })).toEqual(['2 × 1000 = 2000', '-2 × 1200 = 2400']);
    expect(guesses(rows, { mapping: { unitPrice: '' } })).toEqual([]);
    expect(
      guesses([`${HEADER},Total`, '1,2024-04-12,Ann,T1,3,3.33,10.00', '2,2024-04-12,Ann,T1,3,,10.00']),
    ).toEqual([]);
  });

  test('a column of discounts that is not read, if there are any', () => {
    const rows = [
      `${HEADER},Rabatt,Discount Code`,
      '1,2024-04-12,Ann,T1,2,10.00,10%,SAVE',
      '2,2024-04-12,Ann,T1,2,10.00,,',
    ];
    expect(guesses(rows)).toEqual([
      'The discounts in Rabatt are not taken off. If they are percentages or parts of the price, say --mapping discount=Rabatt; if the prices are without them already, --mapping discount=',
    ]);
    const both = [`${HEADER},Total,Rabatt,Rabattbetrag`, '1,2024-04-12,Ann,T1,2,,10.00,10%,2.00'];
    expect(guesses(both, { mapping: { discount: 'Rabatt' } })).toEqual([]);
    for (const discount of ['Rabatt', '']) expect(guesses(rows, { mapping: { discount } })).toEqual([]);
    expect(guesses([`${HEADER},Rabatt`, '1,2024-04-12,Ann,T1,2,10.00,0'])).toEqual([]);
  });

  test('a column with a time zone that is not read', () => {
    const rows = (zone: string) => [`${HEADER},Time Zone`, `1,2024-04-12 10:15,Ann,T1,2,10.00,${zone}`];
    expect(guesses(rows('Pacific Time (US & Canada)'))).toEqual([
      'The column Time Zone says “Pacific Time (US & Canada)”, but times are read as UTC. Say --time-zone, such as Europe/London',
    ]);
    expect(guesses(rows('Pacific Time'), { timeZone: 'America/Los_Angeles' })).toEqual([]);
    expect(guesses(rows('UTC'))).toEqual([]);
  });

  test('single lines without a date', () => {
    const rows = [HEADER, '1,2024-04-12,Ann,T1,2,10.00', '2,,Ann,T1,2,10.00'];
    expect(guesses(rows)).toEqual(['1 line without a date, such as line 3, would be sold now']);
    expect(guesses([HEADER, rows[2] as string])).toEqual([]);
  });

  test('single lines without a quantity', () => {
    const rows = [
      HEADER,
      '1,2024-04-12,Ann,T1,,10.00',
      '2,2024-04-12,Ann,T1,n/a,10.00',
      '2,2024-04-12,Ann,T1,1,10.00',
    ];
    expect(guesses(rows)).toEqual(['2 lines without a quantity, such as line 2, would be one piece']);
  });

  test('a price that may be what the shop paid', () => {
    const rows = ['Order,Customer,SKU,Unit Cost', '1,Ann,T1,3.50'];
    expect(guesses(rows)).toEqual([
      'The price is that of the column Unit Cost, which may be what the shop paid. Say --mapping unitPrice=COLUMN',
    ]);
    expect(guesses(rows, { mapping: { unitPrice: 'Unit Cost' } })).toEqual([]);
    expect(sales(['Order,Customer,SKU,Qty,Sales Amount', '1,Ann,T1,2,7.00'])).toEqual(['2 × 350 = 700']);
  });

  test('orders that came back, or of which a part did', () => {
    const rows = [
      `${HEADER},Status`,
      '1,2024-04-12,Ann,T1,2,10.00,Returned',
      '2,2024-04-12,Ann,T1,2,10.00,partially_refunded',
    ];
    const others = ['3,2024-04-12,Ann,T1,2,10.00,partially shipped', '4,2024-04-12,Ann,T1,-2,10.00,Retoure'];
    expect(guesses([...rows, ...others])).toEqual([
      'Orders with the status Returned, partially_refunded count in full. Say --counts with those that do, if not',
    ]);
    expect(guesses(rows, { counts: ['Returned'] })).toEqual([]);
  });

  test('dates of two digits each that could begin with the year', () => {
    const dated = (...dates: string[]) => [HEADER, ...dates.map((date, n) => `${n},${date},Ann,T1,2,10.00`)];
    expect(() => read(dated('24/04/13', '24/04/14'))).toThrow(
      /^Dates such as 24\/04\/13 seem to have the year first/,
    );
    expect(sales(dated('24/04/13', '24/04/14'), { dates: 'day-first' })).toHaveLength(2);
    expect(guesses(dated('13/04/24', '13/04/24'))).toEqual([
      'Dates such as 13/04/24 are read with the day first',
    ]);
    for (const sure of [
      ['13/04/24', '14/04/24'],
      ['02/04/24', '13/04/24'],
      ['02.04.24'],
      ['24/04/13', '24/04/33'],
    ])
      expect(guesses(dated(...sure)), sure.join()).toEqual([]);
  });
});

describe('what cannot be right is refused', () => {
  test.each([
    ['2 dozen', '3.50', 'quantity “2 dozen” is not a number'],
    ['50%', '3.50', 'quantity “50%” is not a number'],
    ['1', '1.5k', 'price “1.5k” is not a number'],
    ['1', '350 cents', 'price “350 cents” is not a number'],
    ['1', '3.50 USD', 'price “3.50 USD” is not in EUR'],
    ['1', '£3.50', 'price “£3.50” is not in EUR'],
  ])('%s pieces at %s', (quantity, price, reason) => {
    expect(refused([HEADER, `1,2024-04-12,Ann,T1,${quantity},${price}`])).toEqual([`2 ${reason}`]);
  });

  test('but not what is beside a number, or stands for several currencies', () => {
    const rows = (price: string) => [HEADER, `1,2024-04-12,Ann,T1,2 pcs,${price}`];
    for (const price of ['€3.50', '3.50 Euro', '3.50 each', 'EUR 3.50'])
      expect(sales(rows(price))).toEqual(['2 × 350 = 700']);
    expect(sales(rows('$3.50'), { currency: 'CAD' })).toHaveLength(1);
    expect(sales(rows('¥350'), { currency: 'CNY' })).toHaveLength(1);
    expect(sales(rows('£3.50'), { currency: 'EGP' })).toHaveLength(1);
  });

  test.each([
    'Jan,Feb',
    '2024-01,2024-02',
    '01/2024,02/2024',
    '2023,2024',
    'Q1 2024,Q2 2024',
    'Jan-24,Feb-24',
    'Jan 2024,Feb 2024',
    '1月,2月',
  ])('a table with a column for each of %s', (periods) => {
    const rows = [`Customer,Product,${periods},Total`, 'Ann,Tea,2,3,5'];
    expect(() => read(rows)).toThrow(/are periods of time, so the table has sums of sales/);
  });

  test('but not a table with dates, or other columns', () => {
    expect(sales([`${HEADER},2023,2024`, '1,2024-04-12,Ann,T1,2,3.50,1,1'])).toHaveLength(1);
    expect(sales(['Customer,Product,Price,Size 1,10,12,2024', 'Ann,Tea,3.50,x,x,x,x'])).toHaveLength(1);
    const named = { mapping: { quantity: 'Jan', unitPrice: 'Feb' } };
    expect(sales(['Customer,Product,Jan,Feb', 'Ann,Tea,2,3.50'], named)).toHaveLength(1);
  });

  test('orders that were deleted, charged back or never more than a quote', () => {
    const rows = ['Deleted', 'Chargeback', 'expired', 'Quotation', '作废'].map(
      (status) => `1,2024-04-12,Ann,T1,2,3.50,${status}`,
    );
    expect(sales([`${HEADER},Status`, ...rows])).toEqual([]);
  });
});

test('a return is told by its type, whatever the quantity', () => {
  const rows = (column: string, type: string) => [
    `${HEADER},${column}`,
    '1,2024-04-12,Ann,T1,2,3.50,Sale',
    `2,2024-04-12,Ann,T1,1,3.50,${type}`,
    `,,,T2,1,4.50,`,
    '3,2024-04-12,Ann,T1,-1,3.50,Refund',
  ];
  for (const [column, type] of [
    ['Type', 'Return'],
    ['Document type', 'Credit note'],
    ['Belegart', 'Gutschrift'],
  ] as const) {
    expect(sales(rows(column, type))).toEqual([
      '2 × 350 = 700',
      '-1 × 350 = 350',
      '-1 × 450 = 450',
      '-1 × 350 = 350',
    ]);
  }
  expect(sales(rows('Type', 'Returning customer'))[1]).toBe('1 × 350 = 350');
});

test('reports of Amazon have the price of all pieces, Superstore the state of a customer, Square net sales', () => {
  const amazon = [
    'amazon-order-id,purchase-date,order-status,product-name,sku,asin,quantity,currency,item-price,ship-country',
    '1-2,2024-04-12T10:15:00+00:00,Shipped,Mug,M-1,B0,2,USD,24.00,US',
  ];
  const usd = { currency: 'USD', walkIn: 'Amazon' };
  expect(sales(amazon, usd)).toEqual(['2 × 1200 = 2400']);
  expect(read(amazon, usd).lines[0]).toMatchObject({ invoiceNo: '1-2', name: 'Mug' });
  const superstore = [
    'Order ID,Order Date,Ship Date,Customer ID,State,Product ID,Product Name,Sales,Quantity,Discount',
    'CA-1,2016-11-08,2016-11-11,C-1,Kentucky,F-1,Shelf,261.96,2,0.2',
  ];
  const { columns, guesses: doubts } = read(superstore, { currency: 'USD' }).understood;
  expect(columns.map(([field]) => field)).not.toContain('status');
  expect(doubts).toEqual([]);
  const square = [
    'Date,Time,Item,Qty,Gross Sales,Discounts,Net Sales,Transaction ID',
    '2024-04-12,10:15:00,Latte,2,10.00,-1.00,9.00,t1',
  ];
  expect(guesses(square, usd)).toEqual([]);
});
