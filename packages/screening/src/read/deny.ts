import type { TextField } from '../text.ts';
import { gap } from '../weigh/subject.ts';
import type { Reading } from './reading.ts';

/** Farthest that a denial reaches, in characters: "not real elephant ivory". */
const REACH = 14;

const deniable =
  /^(?:names|terms)\/|^cues\/(?:domestic|fossil|mammoth|antique|genuine|stamp|coin|toy|substance|depiction|publication|brand)$/;

/**
 * Step "hear denials": "not ivory", "不是水牛", "樹脂ではありません". What is denied is taken out, except a denied
 * imitation, which says that the thing is real. Denials reach over a few words and not over punctuation.
 */
export function deny(fields: readonly TextField[], readings: Reading[]): void {
  const denials = readings.filter((r) => r.kind === 'cues/not-before' || r.kind === 'cues/not-after');
  if (denials.length === 0) return;
  const gone = new Set<Reading>(denials);
  for (const denial of denials) {
    const text = fields[denial.field]!.text;
    for (const reading of readings) {
      if (reading.field !== denial.field || gone.has(reading)) continue;
      const follows =
        denial.kind === 'cues/not-before' ? reading.start >= denial.end : reading.end <= denial.start;
      const between = gap(denial, reading);
      if (!follows || between > REACH) continue;
      const from = Math.min(denial.end, reading.end);
      if (/[.;|!?\n,，。；、]/.test(text.slice(from, from + between))) continue;
      if (reading.kind === 'cues/imitation' || reading.kind === 'cues/faux') reading.kind = 'cues/genuine';
      else if (deniable.test(reading.kind)) gone.add(reading);
    }
  }
  for (let i = readings.length - 1; i >= 0; i--) if (gone.has(readings[i]!)) readings.splice(i, 1);
}
