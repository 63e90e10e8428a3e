import { gzipSync } from 'node:zlib';
import { workbookOf } from '../../sales-files/testing/workbook.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));

/** Two sales in Chinese, in GBK. */
const CHINESE =
  'b6a9b5a5bac52cc9ccc6b7b1e0bac52cc9ccc6b7c3fbb3c62ccafdc1bf2cb5a5bcdb2cc8d5c6da2cbfcdbba7b1e0bac52cbbf5b1d20a312c41312cc2ccb2e82c322c31322e35302c323032342d30352d30312c372c434e590a322c41322cccd5b4c9b1add7d32c312c313033302e30302c323032342d30352d31332c382c434e590a';

const english = 'Order,SKU,Name,Qty,Price,Currency,Date,Customer ID,Country\n';

/** Files of many kinds, readable or not, by their names. */
export const sampleFiles: Readonly<Record<string, Uint8Array>> = {
  'german.csv': latin(
    'Rechnungsnr;Artikelnr;Bezeichnung;Menge;Einzelpreis;Datum;Kundennr;Kunde;Land\r\n' +
      'R1;T-1;Grüner Tee;2;1.234,50 EUR;03.04.2026;K1;Jürgen Groß;Österreich\r\n' +
      'R2;T-2;"Tasse, weiß";12;4,50 EUR;14.04.2026;K2;Zoë;Germany\r\n' +
      'R3;T-2;Tasse;-3;4,50 EUR;15.04.2026;K2;Zoë;Germany\r\n' +
      'R4;T-2;Tasse;1;gratis;15.04.2026;K2;Zoë;Germany\r\n',
  ),
  'english.csv': utf8(
    `${english}1,A,Mug,2,2.50,GBP,2024-01-31,7,Spain\n1,A,Mug,2,2.50,GBP,2024-01-31,7,Spain\n2,B,"Tea, 5"" tin",1,"1,299.00",EUR,2024-02-01,8,Spain\n`,
  ),
  'excel-unicode.txt': utf16('Order\tSKU\tPrice\tCurrency\tCustomer ID\r\n1\tŁ1\t2.50\tPLN\tŻaneta\r\n'),
  'chinese.csv': Uint8Array.from(Buffer.from(CHINESE, 'hex')),
  'sep.csv': utf8('sep=|\nOrder|SKU|Price|Customer ID\n1|A|£2.50|7\n1|B|£3|7\n'),
  'report.csv': utf8(
    'Sales of May\n\nArticle no;Product;Units;Amount;Currency;Customer\nA1;Tea;2;5.00;EUR;Ada\n-----;-----;---;----;---;---\nTotal;;2;5.00;EUR;\n',
  ),
  'online-retail.csv': utf8(
    'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n' +
      '536365,85123A,HOLDER,6,12/1/2010 8:26,2.55,17850,United Kingdom\n' +
      'C536379,85123A,HOLDER,-1,12/1/2010 9:41,2.55,17850,United Kingdom\n' +
      'C536380,22632,WARMER,-4,12/1/2010 9:42,1.85,17851,United Kingdom\n',
  ),
  'shopify.csv': utf8(
    'Name,Email,Financial Status,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Country\n' +
      '#1001,ada@example.org,paid,USD,2024-03-01 10:00:00 +0100,1,Mug,12.00,MUG,Ada,US\n' +
      '#1001,ada@example.org,,,,2,Tea,3.50,TEA,,\n' +
      '#1002,bob@example.org,refunded,USD,2024-03-02 10:00:00 +0100,1,Mug,12.00,MUG,Bob,US\n',
  ),
  'two-rows.csv': utf8(
    'Item,Qty,Price,Customer\nTea,,,Ada\n,2,€3.50,\nMug,,,Ada\n,1,€12.00,\nJam,,,Bob\n,4,€2.25,\n',
  ),
  'workbook.xlsx': workbookOf({
    Notes: [['Nothing to see']],
    Sales: [
      ['Order', 'SKU', 'Quantity', 'Price', 'Currency', 'Date', 'Customer ID'],
      ['1', 'A', 2, 2.5, 'EUR', new Date('2024-05-31T00:00:00Z'), 7],
      ['2', 'B', 1, 1.005, 'EUR', new Date('2024-06-01T00:00:00Z'), 8],
    ],
  }),
  'packed.csv.gz': Uint8Array.from(gzipSync(`${english}1,A,Mug,2,2.50,GBP,2024-01-31,7,Spain\n`)),
  'no-currency.csv': utf8('SKU,Price,Customer ID\nA,2.50,7\n'),
  'either-date.csv': utf8('SKU,Price,Currency,Customer ID,Date\nA,2.50,EUR,7,01/02/2024\n'),
  'other-columns.csv': utf8('Foo,Bar\n1,2\n'),
  'unclosed.csv': utf8('SKU,Price,Customer ID\nA,2.50,"7\n'),
  'header-only.csv': utf8('SKU,Price,Currency,Customer ID\n'),
  'empty.csv': utf8(''),
  'document.csv': utf8('%PDF-1.7 '),
};
