import { describe, expect, test } from 'vitest';
import type { ReadOptions } from './conventions.ts';
import { readSales } from './read-sales.ts';

const read = (text: string, options: ReadOptions = {}) => readSales(new TextEncoder().encode(text), options);

/** A sale in short: product, pieces, price of one, customer. */
const sales = (text: string, options: ReadOptions = {}) =>
  read(text, options).lines.map(
    ({ sku, quantity, unitPrice: { amount, currency }, customer }) =>
      `${sku} ${quantity} × ${amount} ${currency} ${customer.id}`,
  );

const refused = (text: string, options: ReadOptions = {}) =>
  read(text, options).refused.map(({ number, reason }) => `${number} ${reason}`);

const euros: ReadOptions = { currency: 'EUR' };

/** Lines of order, date, code, name, quantity, price, customer, country. */
const file = (...lines: readonly string[]) =>
  ['Order ID,Date,SKU,Product,Qty,Price,Customer ID,Country', ...lines].join('\n');

describe('numbers', () => {
  test('are read as their own column writes them, or else as the others do', () => {
    const text = file(
      '1,2024-12-01,T1,Sofa,1,"1,299",600,UK',
      '1,2024-12-01,T2,Wardrobe,1,"2,450.00",600,UK',
      '1,2024-12-01,T3,Chair,"1,000",19.99,600,UK',
      '2,2024-12-01,T4,Rug,1,1 299,601,UK',
      '3,2024-12-01,T5,Bench,1,(45.00),601,UK',
    );
    expect(sales(text, euros)).toEqual([
      'T1 1 × 129900 EUR 600',
      'T2 1 × 245000 EUR 600',
      'T3 1000 × 1999 EUR 600',
      'T4 1 × 129900 EUR 601',
      'T5 -1 × 4500 EUR 601',
    ]);
  });

  test('that could be two are refused with both, unless somebody says which', () => {
    const text = file('1,2024-12-01,T1,Sofa,1,"1,299",600,UK', '1,2024-12-01,T2,Lamp,1,45,600,UK');
    expect(refused(text, euros)).toEqual([
      '2 price “1,299” could be 1299 or 1.299: say --decimal "." or --decimal ","',
    ]);
    expect(sales(text, { ...euros, decimal: ',' })[0]).toBe('T1 1 × 130 EUR 600');
    expect(sales(text, { ...euros, decimal: '.' })[0]).toBe('T1 1 × 129900 EUR 600');
  });

  test.each([
    ['two', '1', 'quantity “two” is not a number'],
    ['1.5', '1', 'quantity “1.5” is not a whole number'],
    ['0', '1', 'quantity 0'],
    ['1000001', '1', 'quantity “1000001” is too high'],
    ['1', 'free', 'price “free” is not a number'],
    ['1', '', 'no price'],
    ['1', '0.00', 'price 0'],
    ['1', '10000000.01', 'price “10000000.01” is too high'],
  ])('%s pieces at %s are refused, naming the cause', (quantity, price, reason) => {
    expect(refused(file(`1,2024-12-01,T1,Tea,${quantity},${price},600,UK`), euros)).toEqual([`2 ${reason}`]);
  });

  test('have as many decimals as the currency', () => {
    const text = file('1,2024-12-01,T1,Tea,2,1250,600,Japan');
    expect(sales(text, { currency: 'JPY' })).toEqual(['T1 2 × 1250 JPY 600']);
    expect(sales(text, { currency: 'KWD' })).toEqual(['T1 2 × 1250000 KWD 600']);
  });
});

describe('a negative quantity', () => {
  test('is a return, whatever the order number begins with', () => {
    const text = file('RINV/1,2024-12-01,T1,Tea,-2,3.50,600,UK', 'CA-7,2024-12-01,T1,Tea,2,3.50,600,UK');
    expect(sales(text, euros)).toEqual(['T1 -2 × 350 EUR 600', 'T1 2 × 350 EUR 600']);
  });

  test('may be a prefix instead, if somebody says so', () => {
    const text = file('C7,2024-12-01,T1,Tea,2,3.50,600,UK', 'c8,2024-12-01,T1,Tea,-2,3.50,600,UK');
    expect(sales(text, { ...euros, cancelledPrefix: 'C' })).toEqual([
      'T1 -2 × 350 EUR 600',
      'T1 -2 × 350 EUR 600',
    ]);
  });
});

describe('the currency', () => {
  test('is that of a column, of the symbols, or of the one symbol for all', () => {
    const columns =
      'Order,SKU,Qty,Price,Customer ID,Currency\n1,T1,1,3.50,600,EUR\n2,T1,1,4.50,600,usd\n3,T1,1,4.50,600,XXQ';
    expect(sales(columns)).toEqual(['T1 1 × 350 EUR 600', 'T1 1 × 450 USD 600']);
    expect(refused(columns)).toEqual(['4 currency “XXQ” is not known']);
    const symbols = (...prices: string[]) =>
      file(...prices.map((price) => `1,2024-12-01,T1,Tea,1,"${price}",600,UK`));
    expect(sales(symbols('£3.50', 'EUR 4.50'))).toEqual(['T1 1 × 350 GBP 600', 'T1 1 × 450 EUR 600']);
    expect(sales(symbols('3,50 zł', '4,50'))).toEqual(['T1 1 × 350 PLN 600', 'T1 1 × 450 PLN 600']);
    expect(read(symbols('$3.50')).understood.guesses).toEqual(['Prices such as $3.50 are read as USD']);
  });

  test('is asked for if nothing says it', () => {
    expect(() => read(file('1,2024-12-01,T1,Tea,1,3.50,600,UK'))).toThrow(/which currency.*--currency EUR/);
  });
});

describe('dates', () => {
  const dated = (country: string, ...dates: string[]) =>
    file(...dates.map((date, n) => `${n},${date},T1,Tea,1,3.50,600,${country}`));
  const days = (text: string, options: ReadOptions = euros) =>
    read(text, options).lines.map(({ soldAt }) => soldAt?.slice(0, 10));

  test('have the order that their column tells', () => {
    expect(days(dated('', '01/12/2024', '13/12/2024'))).toEqual(['2024-12-01', '2024-12-13']);
    expect(days(dated('', '12/01/2024', '12/13/2024'))).toEqual(['2024-12-01', '2024-12-13']);
  });

  test('have that of the countries otherwise, which is a guess', () => {
    expect(days(dated('Spain', '01/12/2024'))).toEqual(['2024-12-01']);
    expect(days(dated('United States', '12/1/2024'))).toEqual(['2024-12-01']);
    expect(read(dated('Spain', '01/12/2024'), euros).understood.guesses).toEqual([
      'Dates such as 01/12/2024 are read with the day first, since the sales are from Spain',
    ]);
  });

  test('that could be two are asked about', () => {
    expect(() => read(dated('', '01/12/2024'), euros)).toThrow(/day first or the month.*--dates/);
    expect(() => read(dated('', '13/12/2024', '12/13/2024', '01/12/2024'), euros)).toThrow(
      /Some dates have the day/,
    );
    expect(days(dated('', '01/12/2024'), { ...euros, dates: 'month-first' })).toEqual(['2024-01-12']);
  });

  test('are missing, or no dates', () => {
    expect(read('SKU,Price,Customer ID\nT1,3.50,600', euros).lines[0]).not.toHaveProperty('soldAt');
    expect(refused(dated('', 'soon', '2024-12-01'), euros)).toEqual(['2 date “soon” is not a date']);
  });

  test('have a time of day in a column of its own, in the time zone of the shop', () => {
    const text = 'Order,SKU,Price,Customer ID,Date,Time\n1,T1,3.50,600,2024-07-01,2:05 PM';
    const [line] = read(text, { ...euros, timeZone: 'Europe/Paris' }).lines;
    expect(line?.soldAt).toBe('2024-07-01T12:05:00.000Z');
  });
});

describe('shapes', () => {
  test('a total of the line instead of a price', () => {
    const text = 'Order,SKU,Qty,Line Total,Customer ID\n1,T1,3,10.00,600';
    const [line] = read(text, euros).lines;
    expect(line).toMatchObject({ unitPrice: { amount: 333, currency: 'EUR' }, total: 1000, quantity: 3 });
  });

  test('no quantity, or a constant one: a piece a line', () => {
    expect(sales('Order,SKU,Price,Customer ID\n1,T1,3.50,600', euros)).toEqual(['T1 1 × 350 EUR 600']);
    const mapping = { quantity: '2' };
    expect(sales('Order,SKU,Price,Customer ID\n1,T1,3.50,600', { ...euros, mapping })).toEqual([
      'T1 2 × 350 EUR 600',
    ]);
  });

  test('orders whose status says that they came to nothing', () => {
    const text = ['paid', 'refunded', 'VOIDED', 'partially_refunded', 'Storniert']
      .map((status, n) => `${n},T${n},3.50,600,${status}`)
      .join('\n');
    const whole = `Order,SKU,Price,Customer ID,Financial Status\n${text}`;
    expect(sales(whole, euros)).toEqual(['T0 1 × 350 EUR 600', 'T3 1 × 350 EUR 600']);
    expect(refused(whole, euros)[0]).toBe('3 status “refunded”');
    expect(sales(whole, { ...euros, counts: ['Refunded'] })).toEqual(['T1 1 × 350 EUR 600']);
  });

  test('lines that continue an order', () => {
    const text = file(
      '1,2024-12-01,T1,Tea,1,3.50,600,Spain',
      ',,T2,Jam,2,4.50,,',
      '2,2024-12-02,T1,Tea,1,3.50,601,',
      '2,,T2,Jam,2,4.50,,',
    );
    expect(
      read(text, euros).lines.map(({ invoiceNo, customer, soldAt }) => [
        invoiceNo,
        customer,
        soldAt?.slice(0, 10),
      ]),
    ).toEqual([
      ['1', { id: '600', country: 'Spain' }, '2024-12-01'],
      ['1', { id: '600', country: 'Spain' }, '2024-12-01'],
      ['2', { id: '601' }, '2024-12-02'],
      ['2', { id: '601' }, '2024-12-02'],
    ]);
  });

  test('lines that continue an order, and repeat its currency or its status', () => {
    const text =
      'Order,Date,Customer,Country,SKU,Price,Currency,Status\n1,2024-12-01,Ann,Spain,T1,3.50,EUR,paid\n,,,Spain,T2,4.50,USD,refunded\n,,,,T3,4.50,USD,paid';
    expect(sales(text)).toEqual(['T1 1 × 350 EUR Ann', 'T3 1 × 450 USD Ann']);
    expect(refused(text)).toEqual(['3 status “refunded”']);
    // Whoever walks in may leave no number either.
    expect(sales(text, { walkIn: 'Walk-in' })).toEqual(['T1 1 × 350 EUR Ann', 'T3 1 × 450 USD Walk-in']);
  });

  test('no lines below a total', () => {
    const below = (total: string) => `Order,Customer,Product,Price\n1,Ann,Tea,3.50\n${total}\n,,Fee,1.00`;
    expect(refused(below(',Total,,3.50'), euros)).toEqual(['3 a total, not a sale', '4 no customer']);
    const walkIn = { ...euros, walkIn: 'Walk-in' };
    expect(refused(below('Total,,,3.50'), walkIn)).toEqual([
      '3 a total, not a sale',
      '4 a total, not a sale',
    ]);
  });

  test('lines of an order that repeat its date, and not its status and currency', () => {
    const text =
      'Name,Email,Financial Status,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Country\n' +
      '#1,o@example.com,paid,EUR,2024-04-12 10:15:00 +0200,1,Cup,5.00,C-1,DE\n' +
      '#1,o@example.com,,,2024-04-12 10:15:00 +0200,2,Jar,3.00,J-1,\n' +
      '#2,p@example.com,voided,EUR,2024-04-13 10:15:00 +0200,1,Cup,5.00,C-1,DE\n' +
      '#2,p@example.com,,,2024-04-13 10:15:00 +0200,1,Jar,3.00,J-1,';
    expect(sales(text)).toEqual(['C-1 1 × 500 EUR o@example.com', 'J-1 2 × 300 EUR o@example.com']);
    expect(refused(text)).toEqual(['4 status “voided”', '5 status “voided”']);
  });

  test('an index, and words for nothing, as programs write them', () => {
    const text =
      ',Order,Date,SKU,Product,Qty,Price,Customer ID,Country\n0,1.0,2024-12-01,T1,Tea,1.0,3.50,600.0,nan\n1,2.0,NaN,T2,Jam,2.0,4.50,NULL,-';
    const { lines, refused: others } = read(text, euros);
    expect(lines.map(({ invoiceNo, quantity, customer }) => [invoiceNo, quantity, customer])).toEqual([
      ['1', 1, { id: '600' }],
    ]);
    expect(others.map(({ reason }) => reason)).toEqual(['no customer']);
  });

  test('customers without an id, who are all one if somebody names them', () => {
    const text = file('1,2024-12-01,T1,Tea,1,3.50,,Spain');
    expect(refused(text, euros)).toEqual(['2 no customer']);
    const sameOrder = file('1,2024-12-01,T1,Tea,1,3.50,600,Spain', '1,2024-12-01,T1,Tea,1,3.50,,Spain');
    expect(refused(sameOrder, euros)).toEqual(['3 no customer']);
    expect(sales(text, { ...euros, walkIn: 'Walk-in' })).toEqual(['T1 1 × 350 EUR Walk-in']);
    expect(sales('SKU,Price\nT1,3.50', { ...euros, walkIn: 'Walk-in' })).toEqual(['T1 1 × 350 EUR Walk-in']);
    expect(() => read('SKU,Price\nT1,3.50', euros)).toThrow(/No column was found for the customer/);
  });

  test('a title, sep=, totals, empty and repeated lines', () => {
    const text = `Sales by item,,,,,,,\n${file('1,2024-12-01,T1,Tea,1,3.50,600,Spain', ',,,,,,,')}\n${file('2,2024-12-01,T2,Jam,1,3.50,600,Spain', ',,TOTAL,,2,7.00,,')}`;
    expect(sales(text, euros)).toEqual(['T1 1 × 350 EUR 600', 'T2 1 × 350 EUR 600']);
    expect(refused(text, euros)).toEqual(['7 a total, not a sale']);
    expect(read(text, euros).understood.notes).toEqual([
      '1 line above the header is passed over',
      '2 empty or repeated lines passed over',
    ]);
  });

  test('sums of a group, as spreadsheets write them', () => {
    const text =
      'Product,Qty,Total\nTea,2,7.00\nTea Total,2,7.00\n茶,1,3.50\n茶 汇总,1,3.50\nColgate Total,1,2.50\nGrand Total,4,13.00';
    expect(sales(text, { ...euros, walkIn: 'W' })).toEqual([
      'Tea 2 × 350 EUR W',
      '茶 1 × 350 EUR W',
      'Colgate Total 1 × 250 EUR W',
    ]);
    const both = 'Order,Customer,Product,Total\n1,Ann,Tea,7.00\n,Ann Total,Tea,7.00\n,Ann Total,Tea,7.00';
    expect(refused(both, euros)).toEqual(['3 a total, not a sale', '4 a total, not a sale']);
  });

  test('a discount, if somebody names its column', () => {
    const text =
      'Order,SKU,Qty,Price,Customer ID,Rebate\n1,T1,2,10.00,600,0.25\n1,T2,1,10.00,600,20%\n1,T3,1,10.00,600,7';
    const options = { ...euros, mapping: { discount: 'Rebate' } };
    expect(sales(text, options)).toEqual(['T2 1 × 800 EUR 600']);
    expect(refused(text, options)).toEqual([
      '2 discount “0.25” may be an amount of money, since some in its column are higher than 1',
      '4 discount “7” may be an amount of money, since some in its column are higher than 1',
    ]);
    expect(sales(text.replace('0.25', '0'), options)[0]).toBe('T1 2 × 1000 EUR 600');
    const parts = text.replace(/600,7$/, '600,0');
    expect(sales(parts, options)).toEqual([
      'T1 2 × 750 EUR 600',
      'T2 1 × 800 EUR 600',
      'T3 1 × 1000 EUR 600',
    ]);
    const percents = text.replace('Rebate', 'Rebate %');
    expect(sales(percents, { ...euros, mapping: { discount: 'Rebate %' } })).toEqual([
      'T1 2 × 998 EUR 600',
      'T2 1 × 800 EUR 600',
      'T3 1 × 930 EUR 600',
    ]);
    expect(sales(text, euros)).toHaveLength(3);
  });

  test('lines with too few or too many columns are refused; empty ones too many are not', () => {
    const text = file(
      '1,2024-12-01,T1,Tea,1,3.50,600',
      '1,2024-12-01,T1,Tea,1,3.50,600,Spain,,',
      '1,2024-12-01,T1,Tea,1,3,50,600,Spain',
    );
    expect(sales(text, euros)).toEqual(['T1 1 × 350 EUR 600']);
    expect(refused(text, euros)).toEqual(['2 7 columns instead of 8', '4 9 columns instead of 8']);
  });
});

describe('ids', () => {
  test('are without what spreadsheets did to them', () => {
    const text = file(
      '1,2024-12-01,"=""00123""",Tea,1,3.50,13085.0,',
      "1,2024-12-01,'00124,Jam,1,3.50,\u00a0a b\u200b ,",
    );
    expect(sales(text, euros)).toEqual(['00123 1 × 350 EUR 13085', '00124 1 × 350 EUR a b']);
  });

  test('that a spreadsheet has spoilt are none', () => {
    const text = file(
      '1,2024-12-01,4.00638E+12,Tea,1,3.50,600,',
      '1,2024-12-01,T1,Tea,1,3.50,4E+12,',
      '1,2024-12-01,#NAME?,Tea,1,3.50,600,',
      '1,2024-12-01,E+12,Tea,1,3.50,600,',
    );
    expect(refused(text, euros)).toEqual([
      '2 product code “4.00638E+12” was cut off by a spreadsheet',
      '3 customer “4E+12” was cut off by a spreadsheet',
      '4 no product',
    ]);
  });

  test('of customers may be their e-mail addresses or names', () => {
    const customers = (header: string, ...cells: string[]) =>
      read(`SKU,Price,${header}\n${cells.map((cell) => `T1,3.50,${cell}`).join('\n')}`, euros).lines.map(
        (line) => line.customer,
      );
    expect(customers('Customer ID', 'Olga@Example.com')).toEqual([
      { id: 'Olga@Example.com', email: 'olga@example.com' },
    ]);
    expect(customers('Email,Customer Name', 'olga@example.com,Olga Ek')).toEqual([
      { id: 'olga@example.com', email: 'olga@example.com', name: 'Olga Ek' },
    ]);
    expect(customers('Customer', 'Olga Ek')).toEqual([{ id: 'Olga Ek', name: 'Olga Ek' }]);
  });

  test('of products may be their names, however long', () => {
    const long = 'x'.repeat(80);
    const skus = read(
      `Product,Price,Customer ID\nTea,3.50,600\n${long},3.50,600\n${long}y,3.50,600`,
      euros,
    ).lines.map(({ sku }) => sku);
    expect(skus[0]).toBe('Tea');
    expect(new Set(skus).size).toBe(3);
    expect(skus.every((sku) => sku.length <= 64)).toBe(true);
  });
});

describe('columns', () => {
  test('are found by their usual names in several languages', () => {
    const german =
      'Rechnungs-Nr.;Artikelnummer;Bezeichnung;Menge;Einzelpreis;Rechnungsdatum;Kundennr.;Land\n7;A-1;Tasse;2;3,50 €;01.12.2024;500;Österreich';
    const polish =
      'Nr faktury;Kod produktu;Nazwa;Ilość;Cena;Data;Klient\n7;A-1;Kubek;2;3,50 zł;01.12.2024;Anna Łąka';
    const chinese = '订单号,商品编号,商品名称,数量,单价,日期,客户编号\n7,A-1,红茶杯,2,¥3,2024年12月1日,500';
    expect(sales(german)).toEqual(['A-1 2 × 350 EUR 500']);
    expect(sales(polish)).toEqual(['A-1 2 × 350 PLN Anna Łąka']);
    expect(sales(chinese, { currency: 'CNY' })).toEqual(['A-1 2 × 300 CNY 500']);
  });

  test('that are there twice are refused by their names, unless they are not read', () => {
    expect(() => read('SKU,Qty,Price,SKU,Qty,Price,Customer ID\nA,1,2,B,3,4,5', euros)).toThrow(
      /^SKU, Qty, Price stand in the header twice/,
    );
    expect(sales('SKU,Price,Customer ID,Note,Note\nA,2.50,5,x,y', euros)).toEqual(['A 1 × 250 EUR 5']);
  });

  test('that a mapping names must be there, but for those that only describe', () => {
    const text = 'SKU,Price,Customer ID\nA,2.50,5';
    expect(() => read(text, { ...euros, mapping: { quantity: 'Menge' } })).toThrow(
      /no column Menge \(quantity\)/,
    );
    expect(read(text, { ...euros, mapping: { country: 'Land' } }).understood.guesses).toEqual([
      'There is no column Land (country), so it is left out',
    ]);
  });

  test('are read as what somebody says, and as nothing else', () => {
    const { columns } = read('SKU,Total,Customer ID\nA,2.50,5', {
      ...euros,
      mapping: { unitPrice: 'Total' },
    }).understood;
    expect(columns).toEqual([
      ['unitPrice', 'Total'],
      ['stockCode', 'SKU'],
      ['customerId', 'Customer ID'],
    ]);
  });

  test('of known shop systems are recognized', () => {
    const shopify =
      'Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n#1,o@example.com,paid,EUR,10.00,2024-04-12 10:15:00 +0200,2,Cup,5.00,C-1';
    const square =
      'Date,Time,Item,Qty,SKU,Gross Sales,Net Sales,Transaction ID,Event Type,Customer Name\n2024-04-12,10:15:00,Cup,2,C-1,$12.00,$10.00,t1,Payment,Olga Ek';
    const superstore =
      'Row ID,Order ID,Order Date,Ship Date,Customer ID,Customer Name,Country,Product ID,Product Name,Sales,Quantity,Discount,Profit\n1,CA-1,11/8/2024,11/9/2024,QQ-1,Quin Quist,United States,FUR-1,Shelf,261.96,2,0,41.91';
    const northwind =
      'OrderID,CustomerID,OrderDate,ProductID,ProductName,UnitPrice,Quantity,Discount\n10248,VINET,1996-07-04,11,Queso,$14.00,12,0.25';
    expect(
      [shopify, square, superstore, northwind].map((text) => [read(text).understood.preset, ...sales(text)]),
    ).toEqual([
      ['shopify', 'C-1 2 × 500 EUR o@example.com'],
      ['square', 'C-1 2 × 500 USD Olga Ek'],
      ['superstore', 'FUR-1 2 × 13098 USD QQ-1'],
      ['northwind', '11 12 × 1050 USD VINET'],
    ]);
  });
});

describe('the key of a line', () => {
  const keys = (text: string) => read(text, euros).lines.map(({ key }) => key);

  test('is the same in another file that has the same line of the same order', () => {
    const january = file('1,2024-01-05,T1,Tea,1,3.50,600,', '1,2024-01-05,T1,Tea,1,3.50,600,');
    const both = file(
      '1,2024-01-05,T1,Tea,1,3.50,600,',
      '1,2024-01-05,T1,Tea,1,3.50,600,',
      '2,2024-02-05,T1,Tea,1,3.50,600,',
    );
    const [first, second] = keys(january);
    expect(first).not.toBe(second);
    expect(keys(both).slice(0, 2)).toEqual([first, second]);
  });

  test('is another one in another file, if the lines have no order number', () => {
    const monday = 'SKU,Price,Customer ID\nT1,3.50,600';
    expect(keys(monday)).toEqual(keys(monday));
    expect(keys(`${monday}\nT2,1.00,600`)[0]).not.toBe(keys(monday)[0]);
  });
});
