/**
 * Countries and territories with an ISO 3166 code, and Kosovo, each with its names: the usual one in English, the code, the
 * one in its own languages, and others that are in use. Unicode's CLDR has most of them, but loading it takes a cold
 * function 20 ms, and the next version may call a country differently, which must not change what was stored.
 */
export const countryNames = `
Andorra|AD; United Arab Emirates|AE|الإمارات العربية المتحدة|UAE|Emirates; Afghanistan|AF|افغانستان;
Antigua & Barbuda|AG|Antigua; Anguilla|AI; Albania|AL|Shqipëri; Armenia|AM|Հայաստան; Angola|AO; Antarctica|AQ;
Argentina|AR; American Samoa|AS; Austria|AT|Österreich; Australia|AU; Aruba|AW;
Åland Islands|AX|Åland|Ahvenanmaa; Azerbaijan|AZ|Azərbaycan;
Bosnia & Herzegovina|BA|Bosna i Hercegovina|Bosnia|Bosnia-Herzegovina|BiH; Barbados|BB; Bangladesh|BD|বাংলাদেশ;
Belgium|BE|België|Belgique|Belgien; Burkina Faso|BF; Bulgaria|BG|България; Bahrain|BH|البحرين;
Burundi|BI|Uburundi; Benin|BJ; St. Barthélemy|BL|Saint-Barthélemy|Saint Barts; Bermuda|BM;
Brunei|BN|Brunei Darussalam; Bolivia|BO|Plurinational State of Bolivia; Caribbean Netherlands|BQ|Bonaire;
Brazil|BR|Brasil; Bahamas|BS; Bhutan|BT|འབྲུག; Bouvet Island|BV|Bouvetøya; Botswana|BW;
Belarus|BY|Беларусь|Byelorussia; Belize|BZ; Canada|CA;
Cocos Islands|CC|Cocos (Keeling) Islands|Kepulauan Cocos (Keeling)|Keeling Islands;
Congo-Kinshasa|CD|Democratic Republic of the Congo|DR Congo|DRC|Congo, Democratic Republic of the|Zaire|République démocratique du Congo;
Central African Republic|CF|Ködörösêse tî Bêafrîka|République centrafricaine|CAR;
Congo-Brazzaville|CG|Republic of the Congo|Congo|Congo Republic|République du Congo;
Switzerland|CH|Schweiz|Suisse|Svizzera|Svizra; Côte d’Ivoire|CI|Ivory Coast; Cook Islands|CK; Chile|CL;
Cameroon|CM|Cameroun; China|CN|中国|People's Republic of China|PRC|Mainland China|Zhongguo; Colombia|CO;
Costa Rica|CR; Cuba|CU; Cape Verde|CV|Cabo Verde; Curaçao|CW; Christmas Island|CX; Cyprus|CY|Κύπρος|Kıbrıs;
Czechia|CZ|Česko|Czech Republic|Česká republika;
Germany|DE|Deutschland|Federal Republic of Germany|Bundesrepublik Deutschland|BRD|FRG; Djibouti|DJ;
Denmark|DK|Danmark; Dominica|DM; Dominican Republic|DO|República Dominicana; Algeria|DZ|الجزائر|Algérie;
Ecuador|EC; Estonia|EE|Eesti; Egypt|EG|مصر|Misr; Western Sahara|EH|الصحراء الغربية; Eritrea|ER|ኤርትራ|إريتريا;
Spain|ES|España|Espanya|Espainia; Ethiopia|ET|ኢትዮጵያ|Itoophiyaa; Finland|FI|Suomi; Fiji|FJ;
Falkland Islands|FK|Falklands|Malvinas|Islas Malvinas; Micronesia|FM|Federated States of Micronesia;
Faroe Islands|FO|Føroyar|Færøerne; France|FR; Gabon|GA;
United Kingdom|GB|Y Deyrnas Unedig|An Rìoghachd Aonaichte|UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|Cymru|U.K.|United Kingdom of Great Britain and Northern Ireland;
Grenada|GD; Georgia|GE|საქართველო; French Guiana|GF|Guyane française; Guernsey|GG; Ghana|GH|Gaana; Gibraltar|GI;
Greenland|GL|Kalaallit Nunaat|Grønland; Gambia|GM|The Gambia; Guinea|GN|Guinée; Guadeloupe|GP;
Equatorial Guinea|GQ|Guinea Ecuatorial; Greece|GR|Ελλάδα|Hellas|Hellenic Republic;
South Georgia & South Sandwich Islands|GS; Guatemala|GT; Guam|GU; Guinea-Bissau|GW|Guiné-Bissau; Guyana|GY;
Hong Kong|HK|Hong Kong SAR China|中国香港特别行政区|中國香港特別行政區|香港|Hong Kong SAR; Heard & McDonald Islands|HM; Honduras|HN;
Croatia|HR|Hrvatska; Haiti|HT; Hungary|HU|Magyarország; Indonesia|ID; Ireland|IE|Éire|Republic of Ireland|Eire;
Israel|IL|ישראל|إسرائيل; Isle of Man|IM; India|IN|भारत|Bharat; British Indian Ocean Territory|IO; Iraq|IQ|العراق;
Iran|IR|ایران|Islamic Republic of Iran|Persia; Iceland|IS|Ísland; Italy|IT|Italia; Jersey|JE; Jamaica|JM;
Jordan|JO|الأردن; Japan|JP|日本|Nippon|Nihon; Kenya|KE; Kyrgyzstan|KG|Кыргызстан|Киргизия|Kyrgyz Republic;
Cambodia|KH|កម្ពុជា; Kiribati|KI; Comoros|KM|جزر القمر|Comores; St. Kitts & Nevis|KN|St. Kitts;
North Korea|KP|북한|Democratic People's Republic of Korea|DPRK|Korea, North|조선;
South Korea|KR|대한민국|Republic of Korea|Korea|Korea, South|한국; Kuwait|KW|الكويت; Cayman Islands|KY;
Kazakhstan|KZ|Казахстан|Қазақстан; Laos|LA|ລາວ|Lao People's Democratic Republic|Lao PDR|Lao;
Lebanon|LB|لبنان|Liban; St. Lucia|LC; Liechtenstein|LI; Sri Lanka|LK|ශ්‍රී ලංකාව|இலங்கை|Ceylon; Liberia|LR;
Lesotho|LS; Lithuania|LT|Lietuva; Luxembourg|LU|Luxemburg|Lëtzebuerg; Latvia|LV|Latvija; Libya|LY|ليبيا;
Morocco|MA|المغرب|Maroc; Monaco|MC; Moldova|MD|Republica Moldova|Republic of Moldova;
Montenegro|ME|Црна Гора|Crna Gora; St. Martin|MF|Saint-Martin; Madagascar|MG|Madagasikara; Marshall Islands|MH;
North Macedonia|MK|Северна Македонија|Maqedonia e Veriut|Macedonia|Republic of North Macedonia|FYROM; Mali|ML;
Myanmar|MM|Myanmar (Burma)|မြန်မာ|Burma; Mongolia|MN|Монгол;
Macao|MO|Macao SAR China|中国澳门特别行政区|Macau|澳门|澳門|Macao SAR; Northern Mariana Islands|MP; Martinique|MQ;
Mauritania|MR|موريتانيا|Mauritanie; Montserrat|MS; Malta|MT; Mauritius|MU|Maurice; Maldives|MV; Malawi|MW;
Mexico|MX; Malaysia|MY; Mozambique|MZ|Moçambique; Namibia|NA|Namibië; New Caledonia|NC|Nouvelle-Calédonie;
Niger|NE|Nijar; Norfolk Island|NF; Nigeria|NG; Nicaragua|NI; Netherlands|NL|Nederland|Holland;
Norway|NO|Norge|Noreg; Nepal|NP|नेपाल; Nauru|NR; Niue|NU; New Zealand|NZ|Aotearoa; Oman|OM|عُمان; Panama|PA;
Peru|PE; French Polynesia|PF|Polynésie française|Tahiti; Papua New Guinea|PG; Philippines|PH|Pilipinas;
Pakistan|PK|پاکستان; Poland|PL|Polska; St. Pierre & Miquelon|PM|Saint-Pierre-et-Miquelon;
Pitcairn Islands|PN|Pitcairn; Puerto Rico|PR;
Palestine|PS|Palestinian Territories|الأراضي الفلسطينية|State of Palestine; Portugal|PT; Palau|PW; Paraguay|PY;
Qatar|QA|قطر; Réunion|RE|La Réunion; Romania|RO; Serbia|RS|Србија|Srbija;
Russia|RU|Россия|Russian Federation|Российская Федерация|Rossiya; Rwanda|RW|U Rwanda;
Saudi Arabia|SA|المملكة العربية السعودية|KSA; Solomon Islands|SB; Seychelles|SC; Sudan|SD|السودان;
Sweden|SE|Sverige; Singapore|SG|新加坡|Singapura; St. Helena|SH; Slovenia|SI|Slovenija;
Svalbard & Jan Mayen|SJ|Svalbard og Jan Mayen; Slovakia|SK|Slovensko|Slovak Republic; Sierra Leone|SL;
San Marino|SM; Senegal|SN|Senegaal; Somalia|SO|Soomaaliya|الصومال; Suriname|SR; South Sudan|SS|جنوب السودان;
São Tomé & Príncipe|ST|São Tomé e Príncipe|São Tomé; El Salvador|SV; Sint Maarten|SX;
Syria|SY|سوريا|Syrian Arab Republic; Eswatini|SZ|Swaziland; Turks & Caicos Islands|TC; Chad|TD|تشاد|Tchad;
French Southern Territories|TF|Terres australes françaises; Togo|TG; Thailand|TH|ไทย|Siam;
Tajikistan|TJ|Тоҷикистон; Tokelau|TK; Timor-Leste|TL|East Timor; Turkmenistan|TM; Tunisia|TN|تونس|Tunisie;
Tonga|TO; Türkiye|TR|Turkey|Turkiye; Trinidad & Tobago|TT|Trinidad; Tuvalu|TV;
Taiwan|TW|台湾|台灣|臺灣|Republic of China|Chinese Taipei; Tanzania|TZ|United Republic of Tanzania;
Ukraine|UA|Україна|Украина; Uganda|UG; U.S. Outlying Islands|UM|US Outlying Islands;
United States|US|USA|U.S.|U.S.A.|United States of America|America|Estados Unidos; Uruguay|UY;
Uzbekistan|UZ|Oʻzbekiston|Узбекистан; Vatican City|VA|Città del Vaticano|Vatican|Holy See;
St. Vincent & Grenadines|VC|St. Vincent; Venezuela|VE|Bolivarian Republic of Venezuela;
British Virgin Islands|VG; U.S. Virgin Islands|VI|US Virgin Islands; Vietnam|VN|Việt Nam; Vanuatu|VU;
Wallis & Futuna|WF|Wallis-et-Futuna; Samoa|WS; Kosovo|XK|Kosovë|Kosova; Yemen|YE|اليمن; Mayotte|YT;
South Africa|ZA|Suid-Afrika|iNingizimu Afrika|RSA; Zambia|ZM; Zimbabwe|ZW
`;
