import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Assessment, Verdict } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import type { Bar, Chart } from './charts.ts';
import { escapeJson } from './escape.ts';
import { groupOf } from './group-of.ts';
import { languageOf } from './language-of.ts';
import { type PageView, pageEnd, pageStart, type ReportMeta } from './page.ts';
import { entryOf, mainFindings } from './record.ts';
import { LOOKS, VERDICTS } from './verdicts.ts';

/** How many flagged listings a report keeps in full, and how many characters they may take together. */
export interface ReportLimits {
  listings: number;
  characters: number;
}

const LIMITS: ReportLimits = { listings: 20_000, characters: 120_000_000 };
/** Rows of one chart's table; what is rarer is counted together. */
const TABLE_ROWS = 500;

class Tally {
  readonly counts = new Map<string, number>();
  add(key: string, times = 1): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + times);
  }
  /** The commonest first, equals by name, so that the same run gives the same page. */
  sorted(): [string, number][] {
    return [...this.counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }
}

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

function languageName(tag: string): string {
  if (tag === 'und') return 'Latin script, not told';
  try {
    return languageNames.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/**
 * Collects a run and writes it as one self-contained page: counts of all listings, and in full every
 * flagged listing (any verdict but clear) up to a limit that the page states. Memory is bounded by the
 * limits, whatever the length of the run.
 */
export class Report {
  readonly #meta: ReportMeta;
  readonly #limits: ReportLimits;
  #screened = 0;
  #flagged = 0;
  #characters = 0;
  #full = false;
  readonly #entries: string[] = [];
  readonly #verdicts = new Tally();
  readonly #appendices = new Tally();
  readonly #groups = new Tally();
  readonly #taxa = new Tally();
  readonly #languages = new Tally();

  constructor(meta: ReportMeta, limits: Partial<ReportLimits> = {}) {
    this.#meta = meta;
    this.#limits = { ...LIMITS, ...limits };
  }

  /** Counts listings that are clear; nothing else of them is shown. */
  addClear(count: number): void {
    this.#screened += count;
    this.#verdicts.add('clear', count);
  }

  /** Counts a listing and, when it is flagged, keeps it for the page. */
  add(listing: Listing, assessment: Assessment): void {
    if (assessment.verdict === 'clear') {
      this.addClear(1);
      return;
    }
    this.#screened++;
    this.#verdicts.add(assessment.verdict);
    this.#flagged++;
    this.#languages.add(languageOf(listing));
    const findings = mainFindings(assessment);
    for (const value of new Set(findings.map((f) => f.appendix ?? 'not listed'))) this.#appendices.add(value);
    for (const value of new Set(findings.map((f) => groupOf(f.taxon)))) this.#groups.add(value);
    for (const value of new Set(findings.map((f) => f.taxon?.name ?? ''))) if (value) this.#taxa.add(value);
    if (this.#full) return;
    const entry = escapeJson(entryOf(listing, assessment));
    const over = this.#characters + entry.length > this.#limits.characters;
    if (over || this.#entries.length >= this.#limits.listings) {
      this.#full = true;
      return;
    }
    this.#characters += entry.length;
    this.#entries.push(entry);
  }

  /** Writes the page to a file, its folder made if need be. The file is whole or not there. */
  async write(path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    const partial = `${path}.partial`;
    const out = createWriteStream(partial, 'utf8');
    const failed = once(out, 'error').then(([error]) => {
      throw error;
    });
    // Awaited below together with every write; this keeps a failure after the last one from being unhandled.
    failed.catch(() => {});
    const put = async (text: string) => {
      if (!out.write(text)) await Promise.race([once(out, 'drain'), failed]);
    };
    try {
      await put(pageStart(this.#view()));
      for (const [i, entry] of this.#entries.entries()) await put(`${i ? ',\n' : '\n'}${entry}`);
      await put(pageEnd());
      out.end();
      await Promise.race([once(out, 'close'), failed]);
      await rename(partial, path);
    } catch (error) {
      out.destroy();
      await rm(partial, { force: true });
      throw error;
    }
  }

  #view(): PageView {
    const kept = this.#entries.length;
    return {
      meta: this.#meta,
      screened: this.#screened,
      flagged: this.#flagged,
      verdicts: Object.fromEntries(this.#verdicts.counts),
      charts: this.#charts(),
      cut:
        kept < this.#flagged
          ? `Only the first ${kept} of ${this.#flagged} flagged listings are shown below, in the order of the input; the counts are of all. Screen a part of the input to see the others.`
          : null,
      languages: Object.fromEntries(this.#languages.sorted().map(([tag]) => [tag, languageName(tag)])),
    };
  }

  #charts(): Chart[] {
    const several = 'A listing with several findings counts once in each bar';
    const flagged = { n: this.#flagged, of: this.#flagged === 1 ? 'flagged listing' : 'flagged listings' };
    const bars = (tally: Tally, more: Partial<Bar> = {}): Bar[] => {
      const all = tally.sorted();
      const rest = all.slice(TABLE_ROWS).reduce((sum, [, count]) => sum + count, 0);
      const shown = all.slice(0, TABLE_ROWS).map(([label, count]) => ({ label, count, ...more }));
      return rest ? [...shown, { label: `${all.length - TABLE_ROWS} others`, count: rest }] : shown;
    };
    const verdict = (v: Verdict): Bar => ({
      label: LOOKS[v].word,
      shape: LOOKS[v].shape,
      tone: `v-${v}`,
      count: this.#verdicts.counts.get(v) ?? 0,
    });
    const languages = this.#languages.sorted().map(([tag, count]) => ({ label: languageName(tag), count }));
    return [
      {
        id: 'by-verdict',
        title: 'Verdict',
        n: this.#screened,
        of: this.#screened === 1 ? 'listing' : 'listings',
        bars: this.#screened ? VERDICTS.map(verdict) : [],
      },
      { id: 'by-appendix', title: 'Appendix', ...flagged, bars: bars(this.#appendices), most: 6 },
      { id: 'by-group', title: 'Group', ...flagged, note: several, bars: bars(this.#groups), most: 10 },
      {
        id: 'by-taxon',
        title: 'Taxon',
        ...flagged,
        note: several,
        bars: bars(this.#taxa, { italic: true }),
        most: 10,
      },
      { id: 'by-language', title: 'Language', ...flagged, bars: languages, most: 10 },
    ];
  }
}
