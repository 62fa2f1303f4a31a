// Makes hostile rows of which it is known by construction whether they can be read.

/** A small seeded generator: the same seed gives the same campaign on every machine. */
export class Chance {
  #state;
  constructor(seed) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  }
  next() {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state / 2 ** 32;
  }
  below(n) {
    return Math.floor(this.next() * n);
  }
  pick(list) {
    return list[this.below(list.length)];
  }
}

const words =
  'ivory tusk 象牙 ngà voi งาช้าง Elfenbein Python regius P. regius pangolin scales 穿山甲 vảy tê tê rhino horn sừng tê giác 犀角 CAG parrot chick hand-fed plush toy print stamp MNH faux resin shark fin 鱼翅 tooth netsuke antique 1.5kg €300 inbox whatsapp shipping 1v0ry i.v.0.r.y t**th 🐘 🦏 leopard fur coat Dalbergia rosewood 海黄 orchid bare root CITES permit caviar 鳄鱼皮 กระเป๋า หนังจระเข้ кожа питона слоновая кость عاج فيل हाथी दांत zanah gading gajah'.split(
    ' ',
  );
const ranges = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x300, 0x36f],
  [0x370, 0x52f],
  [0x590, 0x6ff],
  [0x900, 0x97f],
  [0xe00, 0xe7f],
  [0x1780, 0x17ff],
  [0x200b, 0x206f],
  [0x3040, 0x30ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xfe00, 0xfe0f],
  [0xff00, 0xffef],
  [0x1f300, 0x1faff],
  [0xe0000, 0xe007f],
  [0x0, 0x1f],
];

/** Text of words and of random characters; halves of surrogate pairs and NUL among them. */
export function text(chance, most = 60) {
  let made = '';
  const pieces = 1 + chance.below(most / 4);
  for (let i = 0; i < pieces && made.length < most; i += 1) {
    const kind = chance.below(10);
    if (kind < 5) made += `${chance.pick(words)}${chance.pick([' ', '', '-', '.', '\u200b'])}`;
    else if (kind < 9) {
      const [from, to] = chance.pick(ranges);
      for (let n = chance.below(8); n >= 0; n -= 1)
        made += String.fromCodePoint(from + chance.below(to - from + 1));
    } else
      made += chance.pick([
        '\0',
        '\ud800',
        '\udfff',
        '\ud83d',
        '\n',
        '\t',
        '\u2028',
        '\ufeff',
        '"',
        '\\',
        "'",
        '<b>',
        '&amp;',
      ]);
  }
  return made;
}

/** Long text that is hard in some way: one word again and again, one endless word, marks upon marks. */
function long(chance, length) {
  const unit = chance.pick([
    () => `${chance.pick(words)} `,
    () => chance.pick(words),
    () => 'a',
    () => ' ',
    () => '\u0301',
    () => '象',
    () => 'i.v.0.r.y ',
    () => 'งา',
    () => '🐘',
    () => 'P. ',
    () => '1,',
    () => 'Aa bb ',
    () => '*',
    () => text(chance, 40),
  ])();
  return (unit || 'x').repeat(Math.ceil(length / (unit.length || 1))).slice(0, length);
}

/** A listing in the contract's shape, as a value. */
export function goodListing(chance, id) {
  const row = { id, title: text(chance) };
  const maybe = (share) => chance.next() < share;
  if (maybe(0.6)) row.description = text(chance, 300);
  if (maybe(0.2)) row.category = chance.pick([text(chance), ['Home', text(chance, 8)]]);
  if (maybe(0.3))
    row.price = chance.pick([
      5,
      -1,
      1e300,
      '1.234,50 €',
      text(chance, 20),
      { amount: 3, currency: 'EUR' },
      { amount: '12.5k' },
      null,
    ]);
  if (maybe(0.1)) row.quantity = chance.pick([1, 0, '3', 'many', null]);
  if (maybe(0.2))
    row.attributes = chance.pick([
      { [text(chance, 12)]: text(chance) },
      JSON.parse('{"__proto__":"x","constructor":"y"}'),
      [{ name: 'a', value: 1 }],
      null,
      {},
    ]);
  if (maybe(0.2)) row.seller = chance.pick(['anna', 7, { id: text(chance, 12) }, { name: 'x' }, {}, null]);
  if (maybe(0.2))
    row.images = chance.pick([['http://a/1'], [{ url: 'x', text: text(chance) }], 'http://a', [], null]);
  if (maybe(0.2)) row.locatedIn = chance.pick(['DE', 'na', 'Deutschland', 'Atlantis', '', null]);
  if (maybe(0.2)) row.shipsTo = chance.pick(['worldwide', ['DE', 'FR'], 'DE, FR', 'Nowhere', [], null]);
  if (maybe(0.2))
    row.listedAt = chance.pick(['2024-02-03', '03/04/2024', 'soon', 1_700_000_000, '9999-99-99', null]);
  if (maybe(0.05)) row.more = chance.pick([[[[1]]], { a: { b: 1 } }, 'x']);
  if (maybe(0.004)) row.title = long(chance, chance.pick([5_000, 20_000, 20_001]));
  if (maybe(0.002)) row.description = long(chance, chance.pick([50_000, 200_000, 200_001]));
  if (maybe(0.0004)) row.title = long(chance, 1_000_000);
  // Many texts at once, together below the longest row even where every character is escaped.
  // biome-ignore lint/suspicious/noDuplicateElseIf: each asks chance anew
  else if (maybe(0.0004)) {
    const names = Array.from({ length: chance.pick([3, 30, 150]) }, (_, i) => `a${i}`);
    row.attributes = Object.fromEntries(names.map((name) => [name, long(chance, chance.pick([50, 3_000]))]));
  }
  // biome-ignore lint/suspicious/noDuplicateElseIf: each asks chance anew
  else if (maybe(0.0004)) {
    row.images = Array.from({ length: 200 }, () => ({ text: long(chance, 2_000) }));
  }
  if (maybe(0.0004)) row.more = long(chance, 1_000_000);
  return row;
}

const nothing = Symbol('absent');
const wrong = [
  ['id', nothing],
  ['id', {}],
  ['id', ''],
  ['id', null],
  ['id', 'x'.repeat(600)],
  ['title', nothing],
  ['title', null],
  ['title', {}],
  ['title', []],
  ['description', {}],
  ['price', true],
  ['price', { amount: 'abc' }],
  ['price', { amount: {} }],
  ['attributes', 'x'],
  ['attributes', { a: { b: 1 } }],
  ['seller', []],
  ['images', 5],
  ['images', [[]]],
  ['locatedIn', 5],
  ['shipsTo', { a: 1 }],
  ['listedAt', {}],
  ['quantity', {}],
];

/** One row as JSON: `{json, id, ok}`. Without newlines, so that it can be a line. */
export function jsonRow(chance, id) {
  const kind = chance.below(100);
  const row = goodListing(chance, kind === 1 ? Number(id.replace(/\D/g, '')) : id);
  if (kind < 70) return { json: JSON.stringify(row), id: String(row.id), ok: true };
  if (kind < 78) {
    const [name, value] = chance.pick(wrong);
    if (value === nothing) delete row[name];
    else row[name] = value;
    // Other names for the title and the id would be found, had the row any.
    return { json: JSON.stringify(row), ok: false };
  }
  if (kind < 84) {
    const json = JSON.stringify(row);
    return { json: json.slice(0, 1 + chance.below(json.length - 1)), ok: false, ragged: true };
  }
  if (kind < 88)
    return {
      json: chance.pick([
        '5',
        'null',
        '"x"',
        'true',
        'tru',
        'nul',
        '5 5',
        '-',
        '{}',
        '[]',
        '{"a":1}',
        '01',
        'NaN',
        '\u0000',
        '}',
        '{"id":"1","title":"x",}',
        '{id:1}',
      ]),
      ok: false,
    };
  if (kind < 90) {
    const depth = chance.pick([100, 5_000, 30_000]);
    return { json: `{"id":"deep","title":"x","a":${'['.repeat(depth)}${']'.repeat(depth)}}`, ok: false };
  }
  if (kind < 91)
    return { json: `{"id":"deep","title":"x","a":${'{"a":'.repeat(20_000)}`, ok: false, ragged: true };
  if (kind < 94) {
    const sent = JSON.stringify({ ...row, title: 'real' }).slice(0, -1);
    return {
      json: `${sent},"__proto__":{"id":"evil","title":"evil","toString":1},"constructor":{"prototype":{}}}`,
      id: String(row.id),
      ok: true,
    };
  }
  if (kind < 96)
    return {
      json: `{"id":${JSON.stringify(id)},"title":"half \\ud83d and \\u0000 and \\udc00"}`,
      id,
      ok: true,
    };
  if (kind < 98) {
    const json = `{"@context":"https://schema.org","@type":"Product","sku":${JSON.stringify(id)},"name":${JSON.stringify(row.title)},"offers":{"@type":"Offer","price":"5","seller":{"@id":"#x"}}}`;
    return { json, id, ok: true };
  }
  if (kind < 99 && chance.next() < 0.02)
    return { json: JSON.stringify({ id, title: 'x', more: 'y'.repeat(4_300_000) }), ok: false };
  return {
    json: `{"@graph":[${'{"@id":"#a","offers":['.repeat(30)}{"@id":"#a"}${']}'.repeat(30)}]}`,
    ok: false,
  };
}

/** One row of a table with the columns id, title, description, price: `{lines, id, ok}`. */
export function csvRow(chance, id) {
  const plain = (most) =>
    text(chance, most)
      .replace(/["\n\r,\ufeff]/g, '')
      .toWellFormed();
  // A cell that begins with a comma or ends its line could close a quote that an earlier row left open, and rightly so.
  const quoted = (most) => {
    const inside = text(chance, most).replace(/\r/g, '').toWellFormed().replaceAll('"', '""');
    return `"${/^ *(?:[,\n]|$)/.test(inside) ? 'q' : ''}${inside}"`;
  };
  // A cell that begins with a space and a quote is a quoted one; text without quotes is left alone.
  const cell = (most) => chance.pick([plain, quoted])(most);
  const kind = chance.below(100);
  if (kind < 80) {
    const title = cell(60);
    const rest = `${cell(200)},${chance.pick(['5', '', '"1.234,50 €"', 'free'])}`;
    return { lines: `${id},${title.startsWith('"') ? title : `${title}x`},${rest}`, id, ok: true };
  }
  if (kind < 84) return { lines: `${id},"open ${plain(30)},b,5`, ok: false };
  if (kind < 87) return { lines: `${id},"he said "hi" there ${plain(20)}",b,5`, id, ok: true };
  if (kind < 90) return { lines: `${id},a,b,5,${plain(10)}z`, ok: false };
  if (kind < 92) return { lines: `${id},short${plain(10)}`, id, ok: true };
  if (kind < 94) return { lines: `,no id${plain(10)},b,5`, ok: false };
  if (kind < 96) return { lines: `${id},,,5`, ok: false };
  if (kind < 97 && chance.next() < 0.05)
    return { lines: `${id},${'long '.repeat(200_000)},b,5`, id, ok: true };
  return { lines: `${id},"two\nlines ""and"" ${plain(10)}",b,5`, id, ok: true };
}
