import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RefusedRow } from './assessment.ts';
import type { InputInfo } from './input.ts';
import { MAX_ROW_BYTES } from './limits.ts';
import type { Listing } from './listing.ts';
import type { Row } from './listing-of.ts';
import { type ReadOptions, readListings } from './read-listings.ts';
import { isRefused } from './refusal.ts';

async function* chunked(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function readAll(input: string | Uint8Array, options: ReadOptions & { size?: number } = {}) {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const rows: Row[] = [];
  let info: InputInfo | undefined;
  const onInfo = (given: InputInfo) => {
    info = given;
  };
  for await (const row of readListings(chunked(bytes, options.size ?? 65_536), { ...options, onInfo }))
    rows.push(row);
  const listings: Listing[] = rows.flatMap((row) => (isRefused(row) ? [] : [row.listing]));
  const refused: RefusedRow[] = rows.filter((row) => isRefused(row));
  const warnings = rows.flatMap((row) => (isRefused(row) ? [] : row.warnings));
  return { rows, listings, refused, warnings, info: info! };
}

const ids = (listings: Listing[]) => listings.map((listing) => listing.id);

describe('readListings() on JSON lines', () => {
  it('refuses broken rows with their lines and goes on', async () => {
    const { listings, refused } = await readAll(
      '{"id":"1","title":"a"}\n\n{"id":"2","title":\n{"id":"3"}\r\n[]\n{"id":"5","title":"b"} x\n!{"a":1}\n{"id":6,"title":"c"}',
    );
    expect(ids(listings)).toEqual(['1', '6']);
    expect(refused.map((row) => [row.line, row.id, row.error.code])).toEqual([
      [3, '2', 'bad-json'],
      [4, '3', 'missing-title'],
      [5, undefined, 'not-an-object'],
      [6, '5', 'bad-json'],
      [7, undefined, 'bad-json'],
    ]);
    for (const row of refused) expect(row.error.detail).toMatch(new RegExp(`^Cannot read row ${row.line}: `));
  });

  it('goes on after a line that is too long, however the bytes arrive', async () => {
    const long = `{"id":"long","title":"${'x'.repeat(MAX_ROW_BYTES)}"}`;
    for (const size of [100_000, 1 << 20, 1 << 26]) {
      const { listings, refused } = await readAll(
        `{"id":"1","title":"a"}\n${long}\n{"id":"3","title":"c"}\n${long}`,
        { size },
      );
      expect(ids(listings)).toEqual(['1', '3']);
      expect(refused.map((row) => [row.line, row.id, row.error.code])).toEqual([
        [2, 'long', 'row-too-large'],
        [4, 'long', 'row-too-large'],
      ]);
    }
  });

  it('refuses deep nesting quickly', async () => {
    const deep = `{"id":"d","title":"x","a":${'['.repeat(2_000_000)}`;
    const start = performance.now();
    const { refused, listings } = await readAll(`${deep}\n{"id":"2","title":"y"}`);
    expect(performance.now() - start).toBeLessThan(300);
    expect(refused).toMatchObject([{ id: 'd', line: 1, error: { code: 'too-deep' } }]);
    expect(ids(listings)).toEqual(['2']);
  });

  it('understands other usual names and schema.org objects, line by line', async () => {
    const { listings } = await readAll(
      '{"item_id":7,"item_title":"Armband","body":"Elfenbein","price":"20 €","seller_id":"s","country":"Germany"}\n' +
        '{"@context":"https://schema.org","@type":"Product","sku":"p1","name":"Ring","offers":{"@type":"Offer","price":"12.50","priceCurrency":"EUR"}}',
    );
    expect(listings).toEqual([
      {
        id: '7',
        title: 'Armband',
        description: 'Elfenbein',
        price: { amount: 20, currency: 'EUR' },
        seller: { id: 's' },
        locatedIn: 'DE',
      },
      { id: 'p1', title: 'Ring', price: { amount: 12.5, currency: 'EUR' } },
    ]);
  });

  it('reads UTF-8 and UTF-16 with and without a mark, and named encodings', async () => {
    const text = '{"id":"1","title":"象牙 Ñandú"}\n{"id":"2","title":"b"}';
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    const swapped = Buffer.from(utf16).swap16();
    for (const bytes of [
      Buffer.from(`\ufeff${text}`),
      utf16,
      utf16.subarray(2),
      swapped,
      swapped.subarray(2),
    ]) {
      for (const size of [1, 3, 1000])
        expect((await readAll(bytes, { size })).listings[0]!.title).toBe('象牙 Ñandú');
    }
    const latin1 = Buffer.from('{"id":"1","title":"Ñandú"}', 'latin1');
    expect((await readAll(latin1, { encoding: 'windows-1252' })).listings[0]!.title).toBe('Ñandú');
  });

  it('reads nothing from nothing', async () => {
    expect((await readAll('')).rows).toEqual([]);
    expect((await readAll('\n \n')).rows).toEqual([]);
  });
});

describe('readListings() on a JSON array', () => {
  it('reads element by element, and a broken one spoils no other', async () => {
    const text =
      '[ {"id":"1","title":"a, ] } \\" b"},\n  {"id":"2",},\n {"id":"3","title":"c","attributes":{"k":["x","y"]}}\n, 5 ]\n';
    for (const size of [1, 7, 1000]) {
      const { listings, refused, info } = await readAll(text, { size });
      expect(info.format).toBe('json');
      expect(listings.map((listing) => listing.title)).toEqual(['a, ] } " b', 'c']);
      expect(refused.map((row) => [row.line, row.id, row.error.code])).toEqual([
        [2, '2', 'bad-json'],
        [4, undefined, 'not-an-object'],
      ]);
    }
  });

  it('says that a list was cut off', async () => {
    const { listings, refused } = await readAll('[{"id":"1","title":"a"},{"id":"2","ti');
    expect(ids(listings)).toEqual(['1']);
    expect(refused).toMatchObject([
      { id: '2', line: 2, error: { detail: expect.stringContaining('cut off') } },
    ]);
  });

  it('skips an element that is too long', async () => {
    const { listings, refused } = await readAll(
      `[{"id":"1","title":"${'x'.repeat(MAX_ROW_BYTES)}"},{"id":"2","title":"b"}]`,
    );
    expect(ids(listings)).toEqual(['2']);
    expect(refused).toMatchObject([{ id: '1', line: 1, error: { code: 'row-too-large' } }]);
  });

  it('reads an empty list', async () => {
    expect((await readAll('[ ]')).rows).toEqual([]);
  });
});

describe('readListings() on a table', () => {
  it('matches header and delimiter and says how', async () => {
    const { listings, info } = await readAll(
      'Artikelnummer;Titel;Beschreibung;Preis;Währung;Verkäufer;Land;Bild;Datum;Farbe;Rest\n1;"Kette; alt";"Zeile 1\nZeile ""2""";1.234,50;EUR;anna;Österreich;http://a/1.jpg http://a/2.jpg;24.12.2024;weiß;x\n',
    );
    expect(listings).toEqual([
      {
        id: '1',
        title: 'Kette; alt',
        description: 'Zeile 1\nZeile "2"',
        price: { amount: 1234.5, currency: 'EUR' },
        seller: { id: 'anna' },
        locatedIn: 'AT',
        images: [{ url: 'http://a/1.jpg' }, { url: 'http://a/2.jpg' }],
        listedAt: '2024-12-24',
        attributes: { Farbe: 'weiß' },
      },
    ]);
    expect(info).toMatchObject({ format: 'csv', delimiter: ';', columns: { ignored: ['Rest'] } });
    expect(new Map(info.columns!.fields).get('title')).toBe('Titel');
  });

  it.each([
    [
      'listing_id,item_title,desc,price,price_currency,seller_id,country,date\n1,a,b,5,USD,s,TH,2024-01-01',
      ',',
    ],
    ['id\ttitle\tdescription\n1\ta\tb', '\t'],
    ['编号,标题,描述\n1,a,b', ','],
    ['sku;name;body\n1;a;b', ';'],
    ['sep=;\nid;title;body\n1;a;b', ';'],
    ['\ufeffid,title,description\r\n1,a,b\r\n', ','],
    ['"id","title","description"\r"1","a","b"\r', ','],
  ])('reads %j', async (text, delimiter) => {
    const { listings, info } = await readAll(text);
    expect(info.delimiter).toBe(delimiter);
    expect(listings).toMatchObject([{ id: '1', title: 'a', description: 'b' }]);
  });

  it('loses only the row whose quotes are broken', async () => {
    const text =
      'id,title,price\n1,"open,5\n2,two,6\n3,"say ""hi""",7\n4,"say "hi" now",8\n5,five,9,extra\n6,six\n7,"last open,3';
    for (const size of [1, 5, 1000]) {
      const { listings, refused, warnings } = await readAll(text, { size });
      expect(listings.map((listing) => listing.title)).toEqual(['two', 'say "hi"', 'say "hi" now', 'six']);
      expect(refused.map((row) => [row.line, row.error.code])).toEqual([
        [2, 'bad-csv'],
        [6, 'bad-csv'],
        [8, 'bad-csv'],
      ]);
      expect(warnings).toHaveLength(2);
    }
  });

  it('gives the line a row begins on, over rows of several lines', async () => {
    const { refused } = await readAll('id,title\n1,"a\nb\nc"\n,x\n2,"y"z"\n');
    expect(refused.map((row) => row.line)).toEqual([5]);
  });

  it('numbers rows by their line when no column holds an id', async () => {
    const { listings } = await readAll('title,price\nring,5\nbox,6');
    expect(ids(listings)).toEqual(['line-2', 'line-3']);
  });

  it('takes a tooth for a tooth: a table without a title is refused with what it has', async () => {
    await expect(readAll('foo,bar\n1,2')).rejects.toThrow(
      'names no column for the title (seen: "foo", "bar")',
    );
    await expect(readAll('\0\x01\x02PNG')).rejects.toThrow('neither JSON nor a web page');
  });

  it('reads what any table writer writes', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/\r/g, ''));
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 10 }),
        fc.constantFrom(',', ';', '\t'),
        fc.integer({ min: 1, max: 50 }),
        async (titles, delimiter, size) => {
          const text =
            ['id', 'title', 'description'].join(delimiter) +
            titles.map((title, i) => `\r\n${i}${delimiter}${quote(title)}${delimiter}x`).join('');
          const { listings, refused } = await readAll(text, { size });
          expect(refused).toEqual([]);
          expect(listings.map((listing) => listing.title)).toEqual(titles);
        },
      ),
    );
  });

  it('is linear in hostile quotes', async () => {
    for (const line of ['1,"', '1,""a', '"""', '1,"a""', 'x",', '"\n"a']) {
      const text = `id,title\n${`${line}\n`.repeat(50_000)}`;
      const start = performance.now();
      await readAll(text);
      expect(performance.now() - start, line).toBeLessThan(3000);
    }
  });
});

describe('readListings() on schema.org', () => {
  const product = {
    '@context': 'https://schema.org/',
    '@graph': [
      { '@type': 'Organization', '@id': '#shop', name: 'Shop', address: { addressCountry: 'FR' } },
      {
        '@type': ['Product', 'Thing'],
        sku: 4711,
        name: { '@value': 'Bague', '@language': 'fr' },
        image: ['http://a/1.jpg', { '@type': 'ImageObject', contentUrl: 'http://a/2.jpg' }],
        offers: [
          {
            '@type': 'Offer',
            price: 1.234,
            priceCurrency: 'EUR',
            seller: { '@id': '#shop' },
            itemCondition: 'https://schema.org/UsedCondition',
          },
        ],
        additionalProperty: [{ '@type': 'PropertyValue', name: 'Matière', value: 'os' }],
        isSimilarTo: { '@type': 'Product', name: 'Other' },
      },
      {
        '@type': 'ItemList',
        itemListElement: [
          { '@type': 'ListItem', item: { '@type': 'Product', url: 'http://a/9', name: 'Nine' } },
        ],
      },
      {
        '@type': 'Offer',
        itemOffered: { '@type': 'Product', productID: 'io', name: 'Offered' },
        price: '7',
        priceCurrency: 'GBP',
      },
    ],
  };
  const wanted = [
    {
      id: '4711',
      title: 'Bague',
      language: 'fr',
      price: { amount: 1.234, currency: 'EUR' },
      seller: { id: '#shop', name: 'Shop', country: 'FR' },
      images: [{ url: 'http://a/1.jpg' }, { url: 'http://a/2.jpg' }],
      attributes: { itemCondition: 'UsedCondition', Matière: 'os' },
    },
    { id: 'http://a/9', title: 'Nine', url: 'http://a/9' },
    { id: 'io', title: 'Offered', price: { amount: 7, currency: 'GBP' } },
  ];

  it('reads a graph with references, lists and offers', async () => {
    const { listings, refused, info } = await readAll(JSON.stringify(product, undefined, 2));
    expect(info.format).toBe('document');
    expect(refused).toEqual([]);
    expect(listings).toEqual(wanted);
  });

  it('reads it from the scripts of a web page', async () => {
    const page = `<!doctype html><script>var a = "<";</script><SCRIPT type="application/ld+json">${JSON.stringify(product)}</SCRIPT>\n<script type='application/ld+json'>{broken</script>`;
    const { listings, refused, info } = await readAll(page);
    expect(info.format).toBe('html');
    expect(listings).toEqual(wanted);
    expect(refused).toMatchObject([{ line: 2, error: { code: 'bad-json' } }]);
  });

  it('says when a page holds none', async () => {
    expect((await readAll('<html></html>')).refused).toMatchObject([
      { line: 1, error: { code: 'no-listing' } },
    ]);
  });

  it('does not laugh: references and nesting do not grow', async () => {
    const graph = Array.from({ length: 200 }, (_, i) => ({
      '@type': 'Product',
      '@id': `#${i}`,
      name: 'lol',
      offers: Array(50).fill({ '@id': `#${i + 1}` }),
      isVariantOf: { '@id': `#${i - 1}` },
    }));
    const start = performance.now();
    const { listings } = await readAll(`{"@graph":${JSON.stringify(graph)}}`);
    expect(listings).toHaveLength(200);
    const nested = `{"@type":"Product","sku":"1","name":"x","offers":${'{"@type":"Offer","itemOffered":'.repeat(5000)}1${'}'.repeat(5000)}}`;
    expect((await readAll(nested)).refused).toHaveLength(1);
    expect((await readAll(`[\n${nested}\n,{"id":"1","title":"ok"}]`)).listings).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('finds the list in a wrapper', async () => {
    const { listings } = await readAll(
      '{\n"data": {"total": 2, "items": [{"id":1,"title":"a"},{"id":2,"title":"b"}]}}',
    );
    expect(ids(listings)).toEqual(['1', '2']);
  });
});

describe('readListings() on anything', () => {
  it('never throws but UnreadableInput, and gives the same rows however the bytes arrive', async () => {
    const part = fc.oneof(
      fc.constantFrom(
        '{"id":"1","title":"a"}',
        '\n',
        ',',
        '"',
        '[',
        ']',
        '{',
        '}',
        'id,title\n',
        '<script type="application/ld+json">',
        '{"@graph":',
        '\ud800',
        '\0',
        '\r',
        ';',
        '\\',
        '"__proto__":',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.json(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 20 }),
        fc.integer({ min: 1, max: 9 }),
        async (parts, size) => {
          const text = parts.join('');
          const result = (by: number) =>
            readAll(text, { size: by }).then(
              ({ rows }) => JSON.stringify(rows),
              (error: Error) => {
                expect(error.name).toBe('UnreadableInput');
                return error.message;
              },
            );
          expect(await result(size)).toBe(await result(100_000));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
