/** A field of the contract as a flat name; `attributes.<name>` for one item specific. */
export type FlatField = (typeof flatFields)[number] | `attributes.${string}`;

const flatFields = [
  'id', 'title', 'description', 'category', 'language', 'platform', 'url', 'price', 'currency', 'quantity',
  'attributes', 'seller', 'seller.name', 'seller.country', 'seller.contacts', 'images', 'images.text',
  'locatedIn', 'shipsTo', 'listedAt',
] as const; // biome-ignore format: one list

/** Names people give a column, best first, as `plainName` writes them. */
const variants: Record<(typeof flatFields)[number], string> = {
  id: 'id listingid itemid adid postid productid offerid listingno itemnumber articleid artikelnummer artikelnr sku asin reference ref uid guid uuid tweetid identifier identificador identifiant 商品id 编号 編號 番号 mã masanpham รหัส kode 번호 код',
  title:
    'title itemtitle listingtitle producttitle adtitle posttitle titel titulo titre titolo tytul nazev nazov baslik judul tajuk tieude ชื่อ ชื่อสินค้า 标题 標題 商品名 商品名称 タイトル 제목 상품명 заголовок название назва عنوان शीर्षक headline subject name itemname productname listingname nama namaproduk nombre nom nome naam nazwa ten tensanpham 名称 名稱 text tweettext posttext content message post caption',
  description:
    'description desc itemdescription longdescription listingdescription productdescription fulldescription beschreibung beschrijving descripcion descricao descrizione opis popis aciklama deskripsi keterangan penerangan mota motasanpham รายละเอียด คำอธิบาย 描述 商品描述 說明 说明 説明 商品説明 설명 상품설명 описание опис وصف توضیحات विवरण maelezo body details detail text content summary',
  category:
    'category categoryname categories categorypath itemcategory kategorie categoria categorie kategoria kategori danhmuc หมวดหมู่ 分类 分類 类别 カテゴリ カテゴリー 카테고리 категория категорія فئة دسته श्रेणी section breadcrumb producttype',
  language: 'language lang locale sprache langue idioma lingua taal jezyk jazyk dil bahasa ngonngu ภาษา 语言 語言 言語 언어 язык мова',
  platform: 'platform site website marketplace source sourcesite domain host plattform plateforme plataforma piattaforma shopsystem 平台 プラットフォーム 플랫폼 платформа',
  url: 'url link itemurl listingurl producturl itemlink href weburl permalink adresse lien enlace адрес ссылка 链接 連結 リンク 링크',
  price:
    'price itemprice askingprice listingprice pricevalue priceamount amount currentprice saleprice startingprice preis prix precio preco prezzo prijs cena fiyat harga gia giaban ราคา 价格 價格 价钱 售价 価格 値段 가격 цена ціна سعر قیمت कीमत मूल्य bei',
  currency: 'currency pricecurrency currencycode waehrung wahrung devise moneda moeda valuta waluta mena parabirimi matauang tiente สกุลเงิน 货币 貨幣 币种 通貨 통화 валюта عملة',
  quantity: 'quantity qty stock available availablequantity menge anzahl quantite cantidad quantidade quantita aantal ilosc mnozstvi adet jumlah kuantitas soluong จำนวน 数量 수량 количество кількість كمية',
  attributes: 'attributes itemspecifics specifics specifications specs properties aspects eigenschaften merkmale',
  seller: 'sellerid selleruserid userid vendorid shopid storeid ownerid merchantid seller sellername vendor merchant username verkaeufer verkaufer vendeur vendedor venditore verkoper sprzedawca prodejce satici penjual nguoiban ผู้ขาย 卖家 賣家 出品者 販売者 판매자 продавец продавець بائع author user account store shop shopname owner',
  'seller.name': 'sellername username shopname storename merchantname vendorname displayname seller.name',
  'seller.country': 'sellercountry sellerlocation',
  'seller.contacts': 'contact contacts sellercontact phone phonenumber telephone email whatsapp telegram wechat line',
  images: 'images image imageurl imageurls imagelink picture pictures pictureurl photo photos photourl img imgurl thumbnail galleryurl bild bilder imagen imagenes imagem foto fotos gambar hinhanh รูป รูปภาพ 图片 圖片 画像 이미지 фото',
  'images.text': 'imagetext ocr ocrtext',
  locatedIn: 'locatedin country countrycode itemcountry itemlocation location itemlocationcountry shipsfrom land pays pais paese kraj zeme ulke negara quocgia ประเทศ 国家 國家 国 국가 страна країна بلد کشور देश nchi ort standort lieu ubicacion localizacao lokasi diadiem 所在地',
  shipsTo: 'shipsto shipto shippingto shipstocountries deliversto deliveryto shippingcountries versandnach',
  listedAt: 'listedat date createdat created datelisted listingdate dateposted postedat posted publishedat published publishdate startdate starttime timestamp time datetime scrapedat collectedat datum fecha data tarih tanggal ngay ngaydang วันที่ 日期 时间 日付 날짜 дата تاريخ तारीख',
}; // biome-ignore format: one language after the other

/** Columns that hold one item specific each. */
const specifics = new Set(
  'species scientificname latinname commonname taxon material materials matiere stoff brand marke marque marca color colour farbe couleur size groesse grosse taille weight gewicht poids peso condition zustand etat estado type typ origin herkunft origine age sex model modell make gender pattern style fabric skin leather isbn tags keywords hashtags'.split(
    ' ',
  ),
);

/** A column name without case, accents, spaces and marks: `Item-Title` is `itemtitle`, `Précio (€)` `precio`. */
export function plainName(name: string): string {
  return name
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/đ/gi, 'd')
    .replace(/ı/g, 'i')
    .replace(/ł/gi, 'l')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\([^)]*\)/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
    .normalize('NFC');
}

const ranked = new Map(
  flatFields.map((field) => [field, variants[field].split(' ').map((name) => plainName(name))] as const),
);

/** Which name stands for which field of the contract. */
export type Mapping = { fields: Map<FlatField, string>; ignored: string[] };

/** Matches the names of a table's columns, or of an object's keys, to the fields of the contract. */
export function mapNames(names: readonly string[]): Mapping {
  const byPlain = new Map<string, string>();
  for (const name of names) {
    const plain = plainName(name);
    if (plain !== '' && !byPlain.has(plain)) byPlain.set(plain, name);
  }
  const fields = new Map<FlatField, string>();
  const used = new Set<string>();
  // A column serves one field. The order of the fields decides who comes first: "sellername" alone is the seller.
  for (const [field, candidates] of ranked) {
    const found = candidates
      .map((plain) => byPlain.get(plain))
      .find((name) => name !== undefined && !used.has(name));
    if (found !== undefined) {
      fields.set(field, found);
      used.add(found);
    }
  }
  const ignored: string[] = [];
  for (const name of names) {
    if (used.has(name)) continue;
    const prefixed = /^(?:attributes?|attr|specifics?|aspect)[._: -](.+)$/i.exec(name);
    if (prefixed) fields.set(`attributes.${prefixed[1]!}`, name);
    else if (specifics.has(plainName(name))) fields.set(`attributes.${name.trim()}`, name);
    else ignored.push(name);
  }
  return { fields, ignored };
}

/** Puts the values of a flat row in the contract's places. Empty texts are absent, but for a title beside a description. */
export function contractShape(mapping: Mapping, get: (name: string) => unknown): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  let seller: Record<string, unknown> = {};
  let attributes: Record<string, unknown> | undefined;
  for (const [field, name] of mapping.fields) {
    const value = get(name);
    if (value === undefined || value === null || value === '') continue;
    if (field.startsWith('attributes.')) {
      attributes ??= {};
      if (field !== 'attributes.__proto__') attributes[field.slice('attributes.'.length)] = value;
    } else if (field === 'seller') {
      if (typeof value === 'object') seller = { ...seller, ...value };
      else seller.id = value;
    } else if (field.startsWith('seller.')) seller[field.slice('seller.'.length)] = value;
    else if (field === 'attributes') attributes = { ...attributes, ...objectIn(value) };
    else if (field === 'images') row.images = typeof value === 'string' ? addresses(value) : value;
    else if (field === 'images.text')
      row.images = [...(Array.isArray(row.images) ? row.images : []), { text: value }];
    else row[field] = value;
  }
  if (Object.keys(seller).length > 0) row.seller = seller;
  if (attributes !== undefined) row.attributes = attributes;
  if (row.title === undefined && row.description !== undefined && mapping.fields.has('title')) row.title = '';
  return row;
}

/** A cell may hold item specifics as JSON, or as `name: value` parts. */
function objectIn(value: unknown): object {
  if (typeof value === 'object' && value !== null) return value;
  const text = String(value).trim();
  if (text.startsWith('{')) {
    try {
      return JSON.parse(text) as object;
    } catch {
      // Not JSON after all: read as parts below.
    }
  }
  const parts: Record<string, string> = {};
  for (const part of text.split(/[;|\n]/).slice(0, 500)) {
    const colon = part.search(/[:=]/);
    if (colon > 0) parts[part.slice(0, colon).trim()] = part.slice(colon + 1).trim();
    else if (part.trim() !== '') parts[part.trim()] = '';
  }
  return parts;
}

/** A cell may hold several addresses, as JSON or with a mark between them. */
function addresses(text: string): unknown {
  if (text.startsWith('[')) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // Not JSON after all.
    }
  }
  return text
    .split(/[\s|;]+|,(?=\s*https?:)/)
    .filter((part) => part !== '')
    .slice(0, 1_000);
}
