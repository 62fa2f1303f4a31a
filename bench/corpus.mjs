// Makes the listings that the bench reads: invented, the same on every machine, mostly ordinary goods with
// descriptions, one in fifty from examples/listings.csv. Nothing in it is copied from anywhere.
import { createWriteStream, readFileSync, statSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

const things = {
  en: [
    'cordless drill',
    'table lamp',
    'winter jacket',
    'running shoes',
    'office chair',
    'phone case',
    'bookshelf',
    'coffee grinder',
    'garden hose',
    'bike helmet',
    'picture frame',
    'kitchen scale',
    'desk fan',
    'camping stove',
    'wall clock',
    'guitar strap',
    'baby monitor',
    'yoga mat',
    'car charger',
    'wool blanket',
  ],
  de: [
    'Akkuschrauber',
    'Stehlampe',
    'Winterjacke',
    'Laufschuhe',
    'Bürostuhl',
    'Handyhülle',
    'Bücherregal',
    'Kaffeemühle',
    'Gartenschlauch',
    'Fahrradhelm',
  ],
  es: [
    'taladro',
    'lámpara de mesa',
    'chaqueta de invierno',
    'zapatillas',
    'silla de oficina',
    'funda de móvil',
    'estantería',
    'molinillo de café',
    'manguera',
    'casco',
  ],
  vi: [
    'máy khoan',
    'đèn bàn',
    'áo khoác',
    'giày chạy bộ',
    'ghế văn phòng',
    'ốp điện thoại',
    'kệ sách',
    'máy xay cà phê',
    'ống nước',
    'mũ bảo hiểm',
  ],
  id: [
    'bor listrik',
    'lampu meja',
    'jaket tebal',
    'sepatu lari',
    'kursi kantor',
    'casing hp',
    'rak buku',
    'penggiling kopi',
    'selang taman',
    'helm sepeda',
  ],
  'zh-Hans': [
    '电钻',
    '台灯',
    '冬季外套',
    '跑步鞋',
    '办公椅',
    '手机壳',
    '书架',
    '咖啡研磨机',
    '花园水管',
    '自行车头盔',
  ],
};
const traits = {
  en: [
    'black',
    'large',
    'new in box',
    'hardly used',
    'with cable',
    'made of steel',
    'light weight',
    'two speeds',
    'size M',
    'adjustable',
  ],
  de: [
    'schwarz',
    'groß',
    'neu',
    'kaum benutzt',
    'mit Kabel',
    'aus Stahl',
    'leicht',
    'zwei Stufen',
    'Größe M',
    'verstellbar',
  ],
  es: [
    'negro',
    'grande',
    'nuevo',
    'poco uso',
    'con cable',
    'de acero',
    'ligero',
    'dos velocidades',
    'talla M',
    'ajustable',
  ],
  vi: [
    'màu đen',
    'cỡ lớn',
    'mới',
    'ít dùng',
    'có dây',
    'bằng thép',
    'nhẹ',
    'hai tốc độ',
    'size M',
    'chỉnh được',
  ],
  id: [
    'hitam',
    'besar',
    'baru',
    'jarang dipakai',
    'dengan kabel',
    'bahan baja',
    'ringan',
    'dua kecepatan',
    'ukuran M',
    'bisa diatur',
  ],
  'zh-Hans': ['黑色', '大号', '全新', '很少使用', '带线', '钢制', '轻便', '两档', 'M码', '可调节'],
};
const sentences = {
  en: [
    'Works well and has been kept in a dry place.',
    'The box shows a little wear but everything inside is complete.',
    'We moved to a smaller flat and need the room.',
    'Please look at the photos, they are part of the description.',
    'Shipping within two days, tracked, combined postage is possible.',
    'From a home without smokers.',
    'There is a small scratch on the left side that cannot be seen in use.',
    'The manual is included, and so is the original charger.',
    'Payment on collection or in advance.',
    'Returns are accepted within fourteen days if the item is not as described.',
    'It measures about 40 by 25 by 12 and weighs a little under two kilos.',
    'Bought last year for a project that never happened.',
  ],
  de: [
    'Funktioniert einwandfrei und stand immer trocken.',
    'Der Karton hat Gebrauchsspuren, der Inhalt ist vollständig.',
    'Wegen Umzugs in eine kleinere Wohnung abzugeben.',
    'Bitte die Bilder beachten, sie gehören zur Beschreibung.',
    'Versand innerhalb von zwei Tagen möglich.',
    'Privatverkauf, keine Garantie und keine Rücknahme.',
  ],
  es: [
    'Funciona bien y siempre ha estado en un lugar seco.',
    'La caja tiene marcas, pero el contenido está completo.',
    'Lo vendo porque nos mudamos a un piso más pequeño.',
    'Las fotos forman parte de la descripción.',
    'Envío en dos días con número de seguimiento.',
    'Pago en mano o por adelantado.',
  ],
  vi: [
    'Máy chạy tốt, để nơi khô ráo.',
    'Hộp hơi cũ nhưng bên trong đầy đủ.',
    'Chuyển nhà nên cần bán bớt đồ.',
    'Xem kỹ hình giúp mình nhé.',
    'Giao hàng trong hai ngày, có mã vận đơn.',
    'Thanh toán khi nhận hàng.',
  ],
  id: [
    'Berfungsi baik dan disimpan di tempat kering.',
    'Kotaknya agak lusuh tapi isinya lengkap.',
    'Dijual karena pindah rumah.',
    'Silakan lihat foto, itu bagian dari deskripsi.',
    'Dikirim dalam dua hari dengan resi.',
    'Bisa bayar di tempat.',
  ],
  'zh-Hans': [
    '功能正常，一直放在干燥的地方。',
    '盒子有点旧，里面的东西都在。',
    '搬家了，家里放不下。',
    '请仔细看图，图片也是描述的一部分。',
    '两天内发货，可以查询物流。',
    '支持当面验货。',
  ],
};
const languages = ['en', 'en', 'en', 'en', 'en', 'en', 'de', 'es', 'vi', 'id', 'zh-Hans'];

/** Small fast generator with a seed, so that the corpus is the same everywhere. */
function random(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (((state >>> 8) % n) + n) % n;
  };
}

const hex = (pick) =>
  Array.from({ length: 8 }, () => (0x10000000 + pick(0xefffff) * 16).toString(16).padStart(8, '0')).join('');

/** Writes about `megabytes` of listings as JSON lines and answers how many there are. */
export async function makeCorpus(path, megabytes) {
  const examples = parse(readFileSync('examples/listings.csv'), { columns: true, bom: true });
  const pick = random(20260305);
  const any = (list) => list[pick(list.length)];
  const out = createWriteStream(path);
  let written = 0;
  let count = 0;
  while (written < megabytes * 1e6) {
    const language = any(languages);
    const join = language === 'zh-Hans' ? '' : ' ';
    let words;
    if (count % 50 === 49) {
      const example = any(examples);
      words = {
        title: example.title,
        description: example.description,
        category: example.category,
        language: example.language,
      };
    } else {
      words = {
        title: [any(things[language]), any(traits[language]), any(traits[language])].join(' '),
        description: Array.from({ length: 3 + pick(8) }, () => any(sentences[language])).join(join),
        category: any(['Home', 'Garden', 'Tools', 'Clothing', 'Sports', 'Office', 'Kitchen']),
        language,
      };
    }
    const id = `b${count}`;
    const listing = {
      id,
      ...words,
      platform: 'market.example',
      url: `https://market.example/item/${id}/${pick(1e6)}`,
      price: { amount: 5 + pick(400), currency: 'EUR' },
      quantity: 1 + pick(3),
      attributes: {
        Condition: any(['new', 'used', 'as new']),
        Colour: any(['black', 'white', 'red', 'blue']),
        Brand: any(['Norda', 'Velo', 'Karsk', 'Lumo']),
        Size: `${10 + pick(50)} cm`,
      },
      seller: {
        id: `s${pick(5000)}`,
        name: `shop ${pick(5000)}`,
        country: any(['DE', 'GB', 'ES', 'VN', 'ID', 'CN']),
      },
      images: Array.from({ length: 1 + pick(3) }, (_, i) => ({
        url: `https://img.market.example/${id}-${i}.jpg`,
        sha256: hex(pick),
      })),
      locatedIn: any(['DE', 'GB', 'ES', 'VN', 'ID', 'CN']),
      shipsTo: any([['DE', 'AT'], 'worldwide', ['GB']]),
      listedAt: `2026-0${1 + pick(9)}-1${pick(10)}T08:00:00Z`,
    };
    const line = `${JSON.stringify(listing)}\n`;
    written += Buffer.byteLength(line);
    count++;
    if (!out.write(line)) await new Promise((resolve) => out.once('drain', resolve));
  }
  await new Promise((resolve) => out.end(resolve));
  return { count, bytes: statSync(path).size };
}
