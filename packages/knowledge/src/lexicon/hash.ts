/** FNV-1a over folded code units: the hash by which words are found. Seeds keep the kinds of word apart. */
export const PRIME = 0x01000193;
export const SEED = 0x811c9dc5 | 0;
/** Added to the hash of a word with an open end (`elfenbein*`) or beginning (`*leder`, hashed backwards). */
export const OPEN_END = 0x5bd1e995;
export const OPEN_BEGINNING = 0x1b873593;

/** Spreads a hash over a table of a power of two. */
export const spread = (hash: number): number => {
  let h = hash;
  h ^= h >>> 16;
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  return h;
};

export const hashOf = (codes: ArrayLike<number>, backwards = false): number => {
  let h = SEED;
  if (backwards) for (let i = codes.length - 1; i >= 0; i--) h = Math.imul(h ^ codes[i]!, PRIME);
  else for (let i = 0; i < codes.length; i++) h = Math.imul(h ^ codes[i]!, PRIME);
  return h;
};

/** The smallest power of two that keeps a table of `count` keys at most half full. */
export const tableSize = (count: number): number => {
  let size = 16;
  while (size < count * 2) size *= 2;
  return size;
};

/** A growing map from a pair of integers to an integer, frozen into flat arrays for the finder. */
export class PairMap {
  private readonly map = new Map<number, Map<number, number>>();
  private count = 0;

  get(a: number, b: number): number | undefined {
    return this.map.get(a)?.get(b);
  }

  set(a: number, b: number, value: number): void {
    let inner = this.map.get(a);
    if (!inner) {
      inner = new Map();
      this.map.set(a, inner);
    }
    if (!inner.has(b)) this.count++;
    inner.set(b, value);
  }

  each(take: (a: number, b: number) => void): void {
    for (const [a, inner] of this.map) for (const b of inner.keys()) take(a, b);
  }

  /** Three integers a slot: a, b, value + 1 (0 marks an empty slot). */
  freeze(): Int32Array {
    const size = tableSize(this.count);
    const table = new Int32Array(size * 3);
    for (const [a, inner] of this.map) {
      for (const [b, value] of inner) {
        let slot = spread(Math.imul(a, 0x9e3779b1) ^ b) & (size - 1);
        while (table[slot * 3 + 2] !== 0) slot = (slot + 1) & (size - 1);
        table[slot * 3] = a;
        table[slot * 3 + 1] = b;
        table[slot * 3 + 2] = value + 1;
      }
    }
    return table;
  }
}

/** Looks a pair up in a table made by {@link PairMap.freeze}; -1 when absent. */
export const pairAt = (table: Int32Array, a: number, b: number): number => {
  // The table holds three integers for each of a power of two of slots: its mask without dividing by three.
  const mask = (1 << (30 - Math.clz32(table.length))) - 1;
  let slot = spread(Math.imul(a, 0x9e3779b1) ^ b) & mask;
  for (;;) {
    const value = table[slot * 3 + 2]!;
    if (value === 0) return -1;
    if (table[slot * 3] === a && table[slot * 3 + 1] === b) return value - 1;
    slot = (slot + 1) & mask;
  }
};

/** Filters of 2^20 bits: small enough to stay in the cache, large enough to be nearly empty. */
export const FILTER_WORDS = 32768;
export const setBit = (bits: Uint32Array, hash: number): void => {
  const h = hash ^ (hash >>> 13);
  bits[(h >>> 5) & (FILTER_WORDS - 1)]! |= 1 << (h & 31);
};
export const hasBit = (bits: Uint32Array, hash: number): boolean => {
  const h = hash ^ (hash >>> 13);
  return ((bits[(h >>> 5) & (FILTER_WORDS - 1)]! >>> (h & 31)) & 1) !== 0;
};

/** A filter of 2^16 bits for the first three letters of open words. */
export const setStart = (bits: Uint32Array, hash: number): void => {
  const h = hash ^ (hash >>> 15);
  bits[(h >>> 5) & 2047]! |= 1 << (h & 31);
};
export const hasStart = (bits: Uint32Array, hash: number): boolean => {
  const h = hash ^ (hash >>> 15);
  return ((bits[(h >>> 5) & 2047]! >>> (h & 31)) & 1) !== 0;
};
