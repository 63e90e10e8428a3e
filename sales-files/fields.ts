/** What can be read of a sale. All but a product, a price and a customer may be missing. */
export const fields = [
  'invoiceNo',
  'stockCode',
  'description',
  'quantity',
  'unitPrice',
  'total',
  'discount',
  'currency',
  'invoiceDate',
  'invoiceTime',
  'status',
  'saleType',
  'customerId',
  'customerName',
  'email',
  'country',
] as const;

export type Field = (typeof fields)[number];

/** The column of each field, by its name in the header; `''` if there is none, and missing if it is to be found. */
export type Mapping = Readonly<Partial<Record<Field, string>>>;

/**
 * How columns are called, as {@link plainName} writes it, the likeliest name first. They are names that shops' systems and
 * spreadsheets use, in English, German, French, Spanish, Italian, Dutch, Polish and Chinese.
 */
export const names: Readonly<Record<Field, readonly string[]>> = {
  invoiceNo: words(
    'invoiceno invoice invoicenumber invoiceid orderno ordernumber orderid order transactionid transactionno transaction',
    'receiptno receiptnumber receipt saleid billno billnumber documentno rechnungsnummer rechnungsnr rechnung bestellnummer',
    'bestellnr belegnummer belegnr auftragsnummer numerodefacture nofacture facture commande numerodecommande factura',
    'numerodefactura nofactura pedido numerofattura fattura ordine factuurnummer ordernummer bestelnummer nrfaktury',
    'numerfaktury faktura numerzamowienia nrzamowienia zamowienie paragon 订单号 订单编号 发票号 单号 流水号',
  ),
  stockCode: words(
    'stockcode sku productid productcode productno productnumber itemid itemcode itemno itemnumber itemsku lineitemsku',
    'variantsku articlenumber articleno articleid barcode ean upc artikelnummer artikelnr artnr referenz codearticle',
    'codigo codigoarticulo codigoproducto codicearticolo codiceprodotto artikelcode kodproduktu kodtowaru symbol indeks',
    '商品编号 商品编码 货号 产品编号 商品代码',
  ),
  description: words(
    'description productname itemname itemdescription productdescription lineitemname product item productcol title',
    'bezeichnung artikelbezeichnung artikelname artikel produkt produktname beschreibung designation libelle produit article',
    'descripcion producto articulo descrizione prodotto articolo omschrijving nazwa nazwaproduktu nazwatowaru towar',
    '商品名称 商品名 产品名称 品名 名称 商品',
  ),
  quantity: words(
    'quantity qty units quantityrefund lineitemquantity orderquantity quantityordered unitssold itemssold count pieces pcs menge anzahl stuck stueck',
    'stk quantite qte cantidad cant unidades quantita qta pezzi aantal ilosc szt sztuk 数量 件数',
  ),
  unitPrice: words(
    'unitprice price itemprice priceeach pricepereach lineitemprice sellingprice saleprice itemcost unitcost preis einzelpreis stuckpreis',
    'stueckpreis verkaufspreis prixunitaire prix pu preciounitario precio prezzounitario prezzo prijs stuksprijs eenheidsprijs',
    'cena cenajednostkowa cenaszt 单价 价格 售价',
  ),
  total: words(
    'linetotal totalprice totalamount lineamount salesamount amount total netsales grosssales sales revenue extendedprice subtotal',
    'gesamtpreis gesamt gesamtbetrag betrag summe umsatz montant montanttotal totalttc importe importetotal totale importo',
    'totaal bedrag wartosc kwota razem 金额 总价 总金额 销售额 小计',
  ),
  // Whether it is an amount, a percentage or a part of one, and whether the price has it already, only somebody who knows the file can say.
  discount: [],
  currency: words(
    'currency currencycode ordercurrency wahrung waehrung devise moneda valuta waluta 币种 货币',
  ),
  invoiceDate: words(
    'invoicedate orderdate date datetime saledate transactiondate purchasedate purchasedat orderedat createdat paidat timestamp',
    'orderpurchasetimestamp soldat datum rechnungsdatum bestelldatum belegdatum verkaufsdatum kaufdatum datefacture',
    'datecommande fecha fechafactura fechapedido data datafattura dataordine factuurdatum besteldatum datasprzedazy',
    'datazamowienia datafaktury datawystawienia 日期 订单日期 销售日期 下单时间 时间 交易日期',
  ),
  invoiceTime: words('time invoicetime ordertime uhrzeit zeit heure hora ora tijd godzina'),
  status: words(
    'status orderstatus financialstatus paymentstatus state eventtype bestellstatus zahlungsstatus statut estado stato',
    'statuszamowienia 状态 订单状态',
  ),
  saleType: words(
    'saletype transactiontype documenttype doctype invoicetype ordertype type belegart vorgangsart typededocument tipodocumento',
    'typdokumentu 单据类型 交易类型 类型',
  ),
  customerId: words(
    'customerid customerno customernumber customercode clientid clientno userid buyerid memberid accountno customerreferenceid kundennummer kundennr kundenid',
    'kdnr numeroclient codeclient idcliente codigocliente codicecliente klantnummer klantnr idklienta nrklienta numerklienta',
    '客户编号 客户id 会员号 会员编号 用户id',
  ),
  customerName: words(
    'customername customer client clientname buyer buyername billingname shippingname fullname kunde kundenname nomclient nomduclient cliente',
    'nombrecliente nomecliente klant klantnaam klient nazwaklienta imieinazwisko nabywca 客户 客户名称 客户姓名 姓名 会员',
  ),
  email: words(
    'email emailaddress customeremail billingemail emailbilling buyeremail contactemail mail kundenemail courriel correo correoelectronico adresemail 邮箱 电子邮件',
  ),
  country: words(
    'country countryregion billingcountry countrycodebilling countrybilling shippingcountry shipcountry customercountry land kraj pais paese pays 国家 国家地区',
  ),
};

function words(...lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(' '));
}

/** A column's name without case, accents, spaces and punctuation: `Customer ID` and `customer_id` are one. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/[^\p{L}\p{N}]+/gu, '');
