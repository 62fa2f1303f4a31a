import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DESCRIPTION, MAX_TITLE } from './limits.ts';
import { Listing } from './listing.ts';
import { listingOf } from './listing-of.ts';
import { isRefused } from './refusal.ts';

const read = (value: unknown) => {
  const row = listingOf(value, 7);
  if (isRefused(row)) throw new Error(row.error.detail);
  return row;
};
const refusedAs = (value: unknown) => {
  const row = listingOf(value, 7);
  if (!isRefused(row)) throw new Error('was read');
  return row;
};

const country = fc
  .tuple(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'))
  .map((pair) => pair.join(''));
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const optional = { requiredKeys: ['id', 'title'] as ['id', 'title'] };
const listing = fc.record(
  {
    id: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    title: text,
    description: text,
    category: text,
    language: text,
    platform: text,
    url: text,
    price: fc.record(
      { amount: finite, currency: fc.constantFrom('EUR', 'VND', 'USD') },
      { requiredKeys: ['amount'] },
    ),
    quantity: finite,
    attributes: fc.dictionary(text, text),
    seller: fc.record({ id: text, name: text, country, contacts: fc.array(text) }, { requiredKeys: ['id'] }),
    images: fc.array(fc.record({ url: text, sha256: text, pdq: text, text }, { requiredKeys: [] })),
    locatedIn: country,
    shipsTo: fc.oneof(fc.constant('worldwide' as const), fc.array(country)),
    listedAt: fc.constantFrom('2024-05-01', '2024-05-01T10:00:00Z', '2019'),
  },
  optional,
);

describe('listingOf() beside the schema', () => {
  it('reads every listing the schema takes, and reads it alike', () => {
    fc.assert(
      fc.property(listing, (value) => {
        const parsed = Listing.parse(value);
        const row = read(value);
        expect(row.listing).toEqual(parsed);
        expect(row.warnings).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives nothing that the schema refuses, whatever it is handed', () => {
    const anything = fc.oneof(
      fc.anything({ withNullPrototype: true, maxDepth: 3 }),
      fc
        .tuple(listing, fc.constantFrom(...Object.keys(Listing.shape)), fc.anything({ maxDepth: 3 }))
        .map(([good, key, bad]) => ({ ...good, [key]: bad })),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const row = listingOf(value, 3);
        if (isRefused(row)) {
          expect(row.line).toBe(3);
          expect(row.error.detail).toMatch(/^Cannot read row 3: ./);
        } else expect(Listing.parse(row.listing)).toEqual(row.listing);
      }),
      { numRuns: 3000 },
    );
  });

  it('refuses what the schema refuses, but for the leniencies', () => {
    const wrong = fc.constantFrom<[string, unknown]>(
      ['id', {}], ['id', []], ['id', ''], ['id', 'x'.repeat(513)], ['id', null], ['id', undefined], ['id', true],
      ['title', {}], ['title', []], ['title', null], ['title', undefined],
      ['description', {}], ['category', {}], ['category', [1]], ['language', []], ['url', {}], ['platform', {}],
      ['price', true], ['price', []], ['price', { amount: {} }], ['price', { amount: 'abc' }], ['price', { amount: Infinity }],
      ['price', { amount: 1, currency: 5 }], ['quantity', true], ['quantity', Infinity], ['quantity', []],
      ['attributes', 'x'], ['attributes', { a: {} }], ['attributes', ['x']], ['seller', []], ['seller', { id: {} }], ['seller', { id: 'a', contacts: {} }], ['seller', { id: 'a', contacts: [null] }],
      ['seller', { id: 'a', country: 5 }], ['images', 5], ['images', [5]], ['images', [{ url: {} }]], ['locatedIn', 5], ['shipsTo', 5], ['shipsTo', [5]], ['shipsTo', {}], ['listedAt', true],
    ); // biome-ignore format: one case beside the other
    fc.assert(
      fc.property(listing, wrong, (good, [key, value]) => {
        const row = { ...good, [key]: value };
        expect(Listing.safeParse(row).success).toBe(false);
        expect(isRefused(listingOf(row, 1))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('listingOf()', () => {
  const base = { id: '1', title: 'Ring' };

  it('reads a numeric id, a numeric title and null as absent', () => {
    expect(read({ id: 12, title: 7, description: null }).listing).toEqual({ id: '12', title: '7' });
    expect(read({ id: 123456789012345680000, title: '' }).warnings[0]).toMatch(/too large to be exact/);
  });

  it('reads a price as number, as text and with the currency beside it', () => {
    expect(read({ ...base, price: 5 }).listing.price).toEqual({ amount: 5 });
    expect(read({ ...base, price: '1.234,50 €' }).listing.price).toEqual({ amount: 1234.5, currency: 'EUR' });
    expect(read({ ...base, price: 5, currency: 'thb' }).listing.price).toEqual({
      amount: 5,
      currency: 'THB',
    });
    expect(read({ ...base, price: 'make an offer' })).toMatchObject({
      listing: base,
      warnings: ['"price" is "make an offer", which holds no price: ignored'],
    });
    expect(refusedAs({ ...base, price: { amount: 'abc' } }).error.detail).toBe(
      'Cannot read row 7: "price.amount" is "abc", not a number',
    );
  });

  it('reads countries by name and says which it does not know', () => {
    expect(read({ ...base, locatedIn: 'Deutschland' }).listing.locatedIn).toBe('DE');
    expect(read({ ...base, locatedIn: 'Hà Nội, Việt Nam' }).listing.locatedIn).toBe('VN');
    expect(read({ ...base, locatedIn: 'NA' }).listing.locatedIn).toBe('NA');
    expect(read({ ...base, shipsTo: 'DE, France; 泰国' }).listing.shipsTo).toEqual(['DE', 'FR', 'TH']);
    const unknown = read({ ...base, locatedIn: 'Atlantis' });
    expect(unknown.listing.locatedIn).toBeUndefined();
    expect(unknown.warnings[0]).toContain('Atlantis');
  });

  it('reads dates one can be sure of', () => {
    const dateOf = (listedAt: unknown) => read({ ...base, listedAt }).listing.listedAt;
    expect(dateOf('24.12.2025')).toBe('2025-12-24');
    expect(dateOf('12/24/2025 10:00')).toBe('2025-12-24');
    expect(dateOf('2025年3月1日')).toBe('2025-03-01');
    expect(dateOf(1_700_000_000)).toBe('2023-11-14T22:13:20.000Z');
    expect(dateOf('03/04/2025')).toBeUndefined();
    expect(dateOf('2025-13-40')).toBeUndefined();
  });

  it('cuts a title of a megabyte with a warning, at once and not inside a character', () => {
    const start = performance.now();
    const row = read({ id: '1', title: '🐘'.repeat(500_000), description: 'x'.repeat(3_000_000) });
    expect(performance.now() - start).toBeLessThan(50);
    expect(row.listing.title).toHaveLength(MAX_TITLE);
    expect(row.listing.title.isWellFormed()).toBe(true);
    expect(row.listing.description).toHaveLength(MAX_DESCRIPTION);
    expect(row.warnings).toHaveLength(2);
    expect(read({ id: '1', title: `a${'🐘'.repeat(500_000)}` }).listing.title).toHaveLength(MAX_TITLE - 1);
  });

  it('replaces half a character so that offsets stay', () => {
    const row = read({ id: '1', title: 'a\ud800b' });
    expect(row.listing.title).toBe('a\ufffdb');
    expect(row.warnings).toHaveLength(1);
  });

  it('keeps NUL as it is', () => {
    expect(read({ id: '1', title: 'a\0b' }).listing.title).toBe('a\0b');
  });

  it('lets no __proto__ key through', () => {
    const row = read(
      JSON.parse('{"id":"1","title":"x","__proto__":{"title":"y"},"attributes":{"__proto__":"z","a":"b"}}'),
    );
    expect(row.listing).toEqual({ id: '1', title: 'x', attributes: { a: 'b' } });
    expect(Object.getPrototypeOf(row.listing.attributes)).toBe(Object.prototype);
  });

  it('refuses a row that is too deep or has too many fields', () => {
    const deep = JSON.parse(`{"id":"1","title":"x","more":${'['.repeat(100)}${']'.repeat(100)}}`);
    expect(refusedAs(deep)).toMatchObject({ id: '1', line: 7, error: { code: 'too-deep' } });
    const wide = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`k${i}`, i]));
    expect(refusedAs({ ...base, ...wide }).error.code).toBe('too-many-fields');
  });

  it('names what is missing', () => {
    expect(refusedAs({ title: 'x' }).error).toEqual({
      code: 'missing-id',
      detail: 'Cannot read row 7: "id" is missing',
    });
    expect(refusedAs({ id: 'x' })).toMatchObject({ id: 'x', error: { code: 'missing-title' } });
    expect(refusedAs([]).error.detail).toBe('Cannot read row 7: it is an empty list, not a listing');
  });
});
