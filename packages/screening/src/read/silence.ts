import { type Matches, MatchFlag } from '../find/matches.ts';

/**
 * Step "longest match wins": a match that lies inside a longer one of the same text says nothing. So "Tiger
 * Balm" silences "tiger", and "象牙白" silences "象牙".
 *
 * @param counts whether a leaf takes part: names, terms and innocent senses do; "genuine" or "antique" says what
 *   it says wherever it stands
 * @param isName whether a leaf is itself a name or term
 * @param hasTaxon whether a leaf names a taxon: "baby otter" does not silence "otter" unless it knows the otter
 * @param isTame whether a leaf is the material of a tame animal
 */
export function silence(
  matches: Matches,
  order: Int32Array,
  counts: (leaf: number) => boolean,
  isName: (leaf: number) => boolean,
  hasTaxon: (leaf: number) => boolean,
  isTame: (leaf: number) => boolean,
): void {
  const { field, start, end, flags, leaf } = matches;
  const n = matches.count;
  for (let i = 0; i < n; i++) order[i] = i;
  // Longest first at each beginning; matches come out nearly sorted, so insertion is linear in practice.
  const before = (a: number, b: number): boolean =>
    field[a]! !== field[b]!
      ? field[a]! < field[b]!
      : start[a]! !== start[b]!
        ? start[a]! < start[b]!
        : end[a]! > end[b]!;
  if (n > 64) order.subarray(0, n).sort((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));
  else {
    for (let i = 1; i < n; i++) {
      const item = order[i]!;
      let j = i - 1;
      while (j >= 0 && before(item, order[j]!)) {
        order[j + 1] = order[j]!;
        j--;
      }
      order[j + 1] = item;
    }
  }
  let coverField = -1;
  let coverStart = 0;
  let coverEnd = -1;
  let coverIsName = false;
  let coverHasTaxon = false;
  let coverFlag = 0;
  for (let k = 0; k < n; k++) {
    const i = order[k]!;
    if (!counts(leaf[i]!)) continue;
    if (field[i] === coverField && end[i]! <= coverEnd && (start[i]! > coverStart || end[i]! < coverEnd)) {
      if (coverIsName && !coverHasTaxon && hasTaxon(leaf[i]!)) continue;
      flags[i]! |= MatchFlag.Silenced | coverFlag;
    } else if (field[i] !== coverField || end[i]! > coverEnd) {
      coverField = field[i]!;
      coverStart = start[i]!;
      coverEnd = end[i]!;
      coverIsName = isName(leaf[i]!);
      coverHasTaxon = hasTaxon(leaf[i]!);
      coverFlag = coverIsName ? 0 : isTame(leaf[i]!) ? MatchFlag.Covered | MatchFlag.Tame : MatchFlag.Covered;
    }
  }
}
