/**
 * Finds known names one or two edits away from a misspelt one. Names are kept by length and first letters, so
 * that a look-up compares with some hundreds of names, not with all.
 */
export class NearNames {
  private readonly byLength = new Map<number, string[]>();

  constructor(names: Iterable<string>) {
    for (const name of new Set(names)) {
      const list = this.byLength.get(name.length);
      if (list) list.push(name);
      else this.byLength.set(name.length, [name]);
    }
  }

  /** The nearest name within `most` edits; undefined when there is none or two are equally near. */
  find(word: string, most: 1 | 2): string | undefined {
    let best: string | undefined;
    let least = most + 1;
    let tied = false;
    for (let length = word.length - most; length <= word.length + most; length++) {
      for (const name of this.byLength.get(length) ?? []) {
        if (name[0] !== word[0]) continue;
        const distance = editDistance(word, name, least);
        if (distance < least) {
          least = distance;
          best = name;
          tied = false;
        } else if (distance === least && distance <= most) tied = true;
      }
    }
    return tied ? undefined : best;
  }
}

/** Edits between two words (insert, drop, replace, swap neighbours), or `limit + 1` when there are more than that. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}
