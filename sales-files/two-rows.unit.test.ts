import { describe, expect, test } from 'vitest';
import type { ReadOptions } from './conventions.ts';
import { readSales } from './read-sales.ts';

const read = (rows: readonly string[], options: ReadOptions = {}) =>
  readSales(new TextEncoder().encode(rows.join('\n')), { currency: 'EUR', ...options });

/** A sale in short: line, order, day, product, pieces, price of one, customer. */
const sales = (rows: readonly string[], options: ReadOptions = {}) =>
  read(rows, options).lines.map(
    ({ number, invoiceNo, soldAt, sku, name, quantity, unitPrice: { amount }, customer }) =>
      `${number}: ${invoiceNo} ${soldAt?.slice(5, 10)} ${[...new Set([sku, name])].join(' ')} ${quantity} × ${amount} ${customer.name ?? customer.id}`,
  );

const refused = (rows: readonly string[], options: ReadOptions = {}) =>
  read(rows, options).refused.map(({ number, reason }) => `${number} ${reason}`);

const guesses = (rows: readonly string[], options: ReadOptions = {}) =>
  read(rows, options).understood.guesses;

const HEADER = 'Order,Date,Customer,SKU,Product,Qty,Price,Status';

describe('an item on two rows is one sale', () => {
  test('of a product and the numbers below it, with blank rows, pages, continued orders, returns and totals', () => {
    const report = [
      'Sales by document,,,,,,,',
      HEADER,
      '1,2024-12-01,Ann,T1,Tea,,,',
      ',,,,,2,3.50,',
      ',,,T2,Jam,,,',
      ',,,,,-1,4.50,',
      ',,Order total,,,1,2.50,',
      ',,,,,,,',
      HEADER,
      '2,2024-12-02,Bob,T1,Tea,,,',
      ',,,,,,,',
      HEADER,
      ',,,,,3,3.50,',
      'TOTAL,,,,,4,13.00,',
    ];
    expect(sales(report)).toEqual([
      '3: 1 12-01 T1 Tea 2 × 350 Ann',
      '5: 1 12-01 T2 Jam -1 × 450 Ann',
      '10: 2 12-02 T1 Tea 3 × 350 Bob',
    ]);
    expect(refused(report)).toEqual(['7 no product', '14 a total, not a sale']);
    expect(read(report).understood).toMatchObject({
      guesses: ['Each item is on two rows, such as lines 3 and 4'],
      notes: ['1 line above the header is passed over', '4 empty or repeated lines passed over'],
    });
  });

  test('of the numbers and the product below them', () => {
    const list = [HEADER, '1,2024-12-01,Ann,,,2,3.50,', ',,,T1,Tea,,,', ',,,,,1,4.50,', ',,,T2,Jam,,,'];
    expect(sales(list)).toEqual(['2: 1 12-01 T1 Tea 2 × 350 Ann', '4: 1 12-01 T2 Jam 1 × 450 Ann']);
  });

  test('of a code with the numbers, and the name below it', () => {
    const list = [
      'Beleg;Belegdatum;Kunde;Artikelnr;Bezeichnung;Menge;Gesamtpreis',
      '7;01.12.2024;Ann;A-1;;2;7,00',
      ';;;;Tasse, blau;;',
      ';;;A-2;;1;12,50',
      ';;;;Kanne;;',
    ];
    expect(sales(list, { mapping: { invoiceNo: 'Beleg' } })).toEqual([
      '2: 7 12-01 A-1 Tasse, blau 2 × 350 Ann',
      '4: 7 12-01 A-2 Kanne 1 × 1250 Ann',
    ]);
  });

  test('of a product with its price, and the quantity below it', () => {
    const list = [HEADER, '1,2024-12-01,Ann,T1,Tea,,3.50,', ',,,,,2,,', ',,,T2,Jam,,4.50,', ',,,,,-1,,'];
    expect(sales(list)).toEqual(['2: 1 12-01 T1 Tea 2 × 350 Ann', '4: 1 12-01 T2 Jam -1 × 450 Ann']);
  });

  test('in lists with ruled lines', () => {
    const rule = '-'.repeat(40);
    const list = [
      rule,
      '|Bestellnr|Datum     |Kunde|Artikelnr|Bezeichnung|Menge|Gesamtpreis|',
      rule,
      '|1        |01.12.2024|Ann  |T1       |Tasse      |     |           |',
      '|         |----------|-----|---------|-----------|-----|-----------|',
      '|         |          |     |         |           |   2 |      7,00 |',
      rule,
      '|2        |02.12.2024|Bob  |T1       |Tasse      |     |           |',
      '|         |          |     |         |           |   1-|      3,50-|',
    ];
    expect(sales(list)).toEqual(['4: 1 12-01 T1 Tasse 2 × 350 Ann', '8: 2 12-02 T1 Tasse -1 × 350 Bob']);
    expect(refused(list)).toEqual([]);
  });

  test('whatever else stands on the second row: a status, a country, an order number again', () => {
    const list = [
      `${HEADER},Country`,
      '1,2024-12-01,Ann,T1,Tea,,,,',
      '1,,,,,2,3.50,cancelled,Spain',
      '2,2024-12-02,Bob,T1,Tea,,,,',
      '2,,,,,2,3.50,paid,Spain',
    ];
    expect(sales(list)).toEqual(['4: 2 12-02 T1 Tea 2 × 350 Bob']);
    expect(read(list).lines[0]?.customer.country).toBe('Spain');
    expect(refused(list)).toEqual(['2 status “cancelled”']);
  });

  test('of customers who walk in', () => {
    const list = ['Receipt,Item,Qty,Price', '1,Tea,,', ',,2,3.50', '2,Jam,,', ',,1,4.50'];
    expect(sales(list, { walkIn: 'Walk-in' })).toEqual([
      '2: 1 undefined Tea 2 × 350 Walk-in',
      '4: 2 undefined Jam 1 × 450 Walk-in',
    ]);
  });
});

describe('a row such as “2 x 3.50” is the quantity and the price', () => {
  test('of the product above it, whatever column it is in', () => {
    const rows = (count: string) => [
      'Bon;Datum;Kunde;Artikel;Betrag',
      '12;01.12.2024;Ann;Tasse;',
      count,
      '13;02.12.2024;Bob;Kanne;',
      ';;;1 × 12,00 €;12,00',
    ];
    for (const count of [';;;  2 x 3,50;7,00', '2 Stk. x 3,50 = 7,00;;;;', ';;;;2 @ €3,50']) {
      expect(sales(rows(count), { mapping: { invoiceNo: 'Bon' } })).toEqual([
        '2: 12 12-01 Tasse 2 × 350 Ann',
        '4: 13 12-02 Kanne 1 × 1200 Bob',
      ]);
    }
    expect(read(rows(';;;2 x 3,50;')).header.slice(-2)).toEqual(['Quantity', 'Unit price']);
  });

  test('and neither one beside a product, nor a number of something', () => {
    const header = 'Receipt,Customer,Item,Amount,Note';
    const pot = [',,Pot,,', ',,1 x 4.50,,'];
    const file = [header, '1,Ann,Cup,,', ',,2 x 3.50,,', header, ...pot, ...pot, ...pot];
    const others = ['2,Ann,Jug,,3 x 1.00', '3,Ann,Box,,', ',,2 x 3 boards,,'];
    expect(refused([...file, ...others])).toEqual(['11 no price', '12 no price', '13 no price']);
    expect(read(file).understood.notes).toEqual(['1 empty or repeated line passed over']);
  });

  test('of the product with that total, beside others that are on one row', () => {
    const above = ['12,2024-12-01,Ann,Cup,7.00', ',,,2 x 3.50,'];
    const others = [',,,Pot,12.00', '13,2024-12-02,Bob,Jug,9.00'];
    const rest = ['Pot 1 × 1200 Ann', '13 12-02 Jug 1 × 900 Bob'];
    const file = ['Receipt,Date,Customer,Item,Amount', ...above, ...others];
    expect(sales(file)).toEqual(['2: 12 12-01 Cup 2 × 350 Ann', `4: 12 12-01 ${rest[0]}`, `5: ${rest[1]}`]);
    const below = [
      'Receipt,Date,Customer,Item,Amount',
      '12,2024-12-01,Ann,2 x 3.50,',
      ',,,Cup,7.00',
      ...others,
    ];
    expect(sales(below)).toEqual(sales(file));
    expect(guesses(below)).toEqual(['Each item is on two rows, such as lines 2 and 3']);
  });

  test('and no product of another total', () => {
    const file = ['Receipt,Date,Customer,Item,Amount', '12,2024-12-01,Ann,Cup,8.00', ',,,2 x 3.50,'];
    expect(sales(file)).toEqual(['2: 12 12-01 Cup 1 × 800 Ann']);
    expect(refused(file)).toEqual(['3 no price']);
  });

  test('but not where it is a product of its own', () => {
    const file = ['Order,Customer,Item,Amount', '1,Ann,Nails,', '1,Ann,2 x 4,8.00', '2,Bob,2 x 4,8.00'];
    expect(sales(file)).toEqual(['3: 1 undefined 2 x 4 1 × 800 Ann', '4: 2 undefined 2 x 4 1 × 800 Bob']);
    expect(guesses(file)).toEqual([]);
  });

  test('while lines of another width are refused by their own', () => {
    const file = [
      'Receipt,Date,Customer,Item,Amount',
      '12,2024-12-01,Ann,Cup,',
      ',,,2 x 3.50,',
      '12,,,Pot,',
      ',,,1 x 9.50,',
      '13,2024-12-01',
      '14,2024-12-01,Ann,Cup,1,2,3',
    ];
    expect(refused(file)).toEqual(['6 2 columns instead of 5', '7 7 columns instead of 5']);
  });
});

describe('rows are not joined', () => {
  test('in a file whose items are on one row, however some are broken', () => {
    const file = [
      HEADER,
      '1,2024-12-01,Ann,T1,Tea,2,3.50,',
      '2,2024-12-01,Bob,T1,Tea,,,',
      ',,,,,2,3.50,',
      '3,2024-12-01,Cid,T1,Tea,2,3.50,',
    ];
    expect(sales(file)).toEqual(['2: 1 12-01 T1 Tea 2 × 350 Ann', '5: 3 12-01 T1 Tea 2 × 350 Cid']);
    expect(refused(file)).toEqual(['3 no price', '4 no customer']);
    expect(guesses(file)).toEqual([]);
  });

  test('across a total, an order number or anything else that both have', () => {
    const pair = ['1,2024-12-01,Ann,T1,Tea,,,', ',,,,,2,3.50,'];
    for (const stray of [',,Total,,,2,7.00,', '9,,,,,2,7.00,', ',,Zoe,,,2,7.00,']) {
      const jam = stray.includes('Zoe') ? '2,2024-12-02,Bob,T2,Jam,,,' : ',,,T2,Jam,,,';
      const file = [HEADER, ...pair, jam, stray, ...pair];
      expect(sales(file).map((sale) => sale.slice(0, 1))).toEqual(['2', '6']);
      expect(refused(file).map((line) => line.slice(0, 1))).toEqual(['4', '5']);
    }
  });

  test('below two names of an order, whose sum the numbers may be', () => {
    const pair = ['1,2024-12-01,Ann,Tea,', ',,,,7.00'];
    const others = ['2,2024-12-02,Bob,Jam,', ',,,Tea,', ',,,,12.50'];
    const header = 'Order,Date,Customer,Item,Total';
    const file = [header, ...pair, ...pair, ...pair, ...others];
    expect(sales(file).map((sale) => sale.slice(0, 2))).toEqual(['2:', '4:', '6:']);
    expect(refused(file)).toEqual(['8 no price', '9 no price', '10 no customer']);
    const comment = [header, ...pair, ',,,gift,', '2,2024-12-02,Bob,Jam,', ',,,,12.50'];
    const more = [',,,Tea,', ',,,,7.00', ',,Total,,19.50', ',,,Tea,', ',,,,7.00'];
    expect(read([...comment, ...more]).understood.guesses).toHaveLength(1);
    expect(sales([...comment, ...more]).map((sale) => sale.slice(0, 2))).toEqual(['2:', '5:', '7:']);
    expect(refused([...comment, ...more])).toEqual(['4 no price', '9 a total, not a sale', '10 no customer']);
  });

  test('if the first says how many: what is below it then is the total of an order', () => {
    const file = ['Order,Customer,Product,Qty,Total', '1,Ann,Tea,2,', ',,,,7.00', '2,Bob,Jam,1,', ',,,,4.50'];
    expect(refused(file)).toEqual(['2 no price', '3 no customer', '4 no price', '5 no customer']);
  });

  test('under a header of two rows, which is refused', () => {
    const first = 'Order,Date,Customer,Product';
    const second = 'Qty,Price,Total,';
    const message =
      /^The header has two rows: line 2 has the columns Qty, Price, Total, so each item is on two/;
    expect(() => read([first, second, '1,2024-12-01,Ann,Tea', '2,3.50,7.00,'])).toThrow(message);
    // Here the lower row has most of the columns, and so is the header; each row alone would be a sale.
    const upper = ['Order,Date,Qty,', 'Customer,Product,Price,Total', '1,2024-12-01,2,', 'Ann,Tea,3.50,7.00'];
    expect(() => read(upper)).toThrow(/^The header has two rows: line 1 has the columns Order, Date, Qty/);
    const translated = ['Order,Customer,Product,Qty,Price', 'Bestellnr,Kunde,Produkt,Menge,Preis'];
    expect(refused(translated)).toEqual(['2 quantity “Menge” is not a number']);
    expect(sales(['Product,Price,Customer', 'Pieces,3.50,Client'])).toHaveLength(1);
    expect(sales(['Units,,', 'Product,Price,Customer', 'Tea,3.50,Ann'])).toHaveLength(1);
  });
});

test('the keys of the lines of ordinary files stay what they are', () => {
  const numbered = ['Order,SKU,Price,Customer ID,Date', '2,T1,3.50 each,600,2024-12-01'];
  const counted = ['SKU,Price,Customer ID', 'T1,3.50,600'];
  expect([numbered, counted].map((file) => read(file).lines[0]?.key)).toEqual([
    '221644de-5b5e-5a97-a115-95600b245d78',
    '11d1c9ec-7e21-5997-b562-0aac8a1babdd',
  ]);
});
