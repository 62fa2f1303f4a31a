import type { Assessment, Finding } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import type { Knowledge } from '@pugmark/knowledge/knowledge';
import { senseKinds } from '@pugmark/knowledge/lexicon/entry';
import type { Policy } from '@pugmark/knowledge/policy/policy';
import { DISGUISE_LIMIT, undisguise } from './find/disguise.ts';
import { Finder } from './find/finder.ts';
import { LeafBit } from './find/leaf-bit.ts';
import { Masked } from './find/masked.ts';
import { MATCH_LIMIT, Matches, MatchFlag } from './find/matches.ts';
import { late } from './late.ts';
import { ENGINE, NOTHING_SEEN, PlainReading } from './plain.ts';
import { type Tried, trace } from './policy/decide.ts';
import { Decider } from './policy/decider.ts';
import type { SellerFacts } from './policy/offer.ts';
import { policyOf } from './policy/policy-of.ts';
import { Epithets, readBinomials } from './read/binomials.ts';
import { deny } from './read/deny.ts';
import { expand } from './read/expand.ts';
import { type Languages, languagesOf } from './read/languages.ts';
import { LexiconIndex } from './read/lexicon-index.ts';
import { Misspelt, mayBeLatin } from './read/misspelt.ts';
import type { Reading } from './read/reading.ts';
import { readShapes } from './read/shapes.ts';
import { silence } from './read/silence.ts';
import { claimsOf } from './say/claims.ts';
import { evidenceOf, round } from './say/evidence.ts';
import { natureOf } from './say/nature.ts';
import { quantityOf } from './say/quantity.ts';
import { reasonsOf } from './say/reasons.ts';
import { type TextField, Texts } from './text.ts';
import { type Subject, subjectsOf } from './weigh/subject.ts';
import { type Sum, weighOffer, weighSpecimen } from './weigh/weigh.ts';
import { sigmoid } from './weigh/weights.ts';

export interface ScreenOptions {
  /** Date whose Appendices apply to listings without `listedAt` (ISO 8601); default: the newest list known. */
  asOf?: string;
  /** Rule book that says what is done; default: the shipped one for marketplaces. */
  policy?: Policy;
  /** The texts are questions about a thing and no listings: a weak finding is shown, and taken for real. */
  asked?: boolean;
}

/** Findings that are surer than this are shown. */
const SHOWN = 0.1;

/**
 * Reads listings. Pure and deterministic: the same listing, knowledge and options give the same assessment.
 * Holds buffers, so one screener serves one thread; make one per worker.
 */
export class Screener {
  private readonly knowledge: Knowledge;
  private readonly index: LexiconIndex;
  private readonly finder: Finder;
  private readonly epithets = late(() => new Epithets(this.index));
  private readonly misspelt = late(() => new Misspelt(this.index));
  private readonly masked = late(
    () => new Masked(this.knowledge.lexicon, (leaf) => (this.index.leafBits[leaf]! & LeafBit.Subject) !== 0),
  );
  private readonly matches: Matches;
  private readonly hidden: Matches;
  private readonly texts = new Texts();
  private readonly order = new Int32Array(MATCH_LIMIT);
  private readonly plain: PlainReading;
  private readonly asOf: string | undefined;
  private readonly policy: Policy;
  private readonly asked: boolean;
  private readonly decider: Decider;
  /** The platform of the listing before, and what kind of place it is. */
  private platform: string | undefined;
  private place = 'unknown';

  constructor(knowledge: Knowledge, options: ScreenOptions = {}) {
    this.knowledge = knowledge;
    this.policy = options.policy ?? policyOf(knowledge);
    this.index = new LexiconIndex(knowledge.lexicon);
    this.finder = new Finder(knowledge.lexicon);
    this.matches = new Matches(this.index);
    this.hidden = new Matches(this.index);
    this.plain = new PlainReading(this.index, knowledge, this.policy);
    this.asOf = options.asOf;
    this.asked = options.asked ?? false;
    this.decider = new Decider(knowledge, this.policy);
  }

  /** What who passes on a stream of assessments must know of the policy. */
  get streamPolicy(): Decider['streamPolicy'] {
    return this.decider.streamPolicy;
  }

  /** What a listing offers, and why. Never throws for any listing that is one. */
  screen(listing: Listing, warnings: string[] = [], seller: SellerFacts = {}): Assessment {
    const told = warnings.length === 0 ? [] : [...warnings];
    const fields = this.texts.of(listing, told);
    this.matches.wanted = ~LeafBit.Language;
    const initials = this.find(fields);
    const latin = (this.matches.bits & LeafBit.Support) !== 0 && mayBeLatin(listing.title);
    // Nine listings of ten name no animal or plant: for them the offer is all there is to weigh.
    const whole = this.asked || initials || latin || told.length > 0;
    if (!whole && !this.matches.worth) {
      return this.plain.assess(listing.id, fields, this.matches, this.factsOf(listing));
    }
    this.matches.wanted = 0xff;
    this.find(fields);
    const languages = this.arrange(fields, listing);
    // What can be a subject is read by itself first: most words that made this closer look come to nothing.
    if (!whole && !this.expand(fields, languages, MAY_BE_SUBJECT).some(mayBeSubject)) {
      return this.plain.assess(listing.id, fields, this.matches, this.factsOf(listing));
    }
    const readings = this.read(fields, languages, initials);
    if (told.length === 0 && !this.asked && !hasSubject(readings)) {
      return this.plain.assess(listing.id, fields, this.matches, this.factsOf(listing));
    }
    const offer = weighOffer(fields, readings, this.factsOf(listing), this.knowledge.weights.offered!);
    const offered = sigmoid(offer.total);
    const date = this.dayOf(listing);
    const covering = this.covering(readings);
    const weighed = subjectsOf(this.knowledge.taxa, fields, readings)
      .map((subject) => ({
        subject,
        sum: weighSpecimen(subject, fields, readings, covering, this.knowledge.weights.specimen!),
      }))
      .sort((a, b) => b.sum.total - a.sum.total);
    const findings = weighed.map(({ subject, sum }) =>
      this.finding(subject, sum, fields, readings, date, listing),
    );
    const wildlife = {
      specimen: round(Math.max(NOTHING_SEEN, ...findings.map((f) => f.score))),
      offered: round(offered),
      regulated: round(Math.max(0, ...findings.map((f) => this.regulated(f, offered, date)))),
    };
    const shown = findings.filter((f) => this.asked || f.score >= SHOWN).slice(0, 8);
    const claims = claimsOf(readings, fields, this.index, this.knowledge.codes);
    const { law, decision, policy } = this.decider.decide({
      listing,
      seller,
      wildlife,
      findings: shown,
      claims,
      date,
    });
    return {
      id: listing.id,
      verdict: decision.verdict,
      wildlife,
      findings: shown,
      claims,
      ...(shown.length > 0 && { evidence: evidenceOf(offer, fields, this.index, this.knowledge.codes) }),
      law,
      policy,
      reasons: reasonsOf(decision, wildlife, shown, law, this.knowledge.messages, listing.language),
      knowledge: { version: this.knowledge.version, citesAsOf: this.knowledge.citesAsOf },
      engine: ENGINE,
      ...(told.length > 0 && { warnings: told }),
    };
  }

  /** An assessment, and how each rule of the policy fared on the way to it. */
  trace(
    listing: Listing,
    warnings: string[] = [],
    seller: SellerFacts = {},
  ): { assessment: Assessment; tried: Tried[] } {
    const assessment = this.screen(listing, warnings, seller);
    const { wildlife, findings, claims } = assessment;
    const date = this.dayOf(listing);
    const { offer } = this.decider.decide({ listing, seller, wildlife, findings, claims, date });
    return { assessment, tried: trace(this.policy, offer) };
  }

  /** Kinds of innocent things that a text speaks of: `pattern`, `domestic`; none where it speaks of none. */
  innocent(listing: Listing): string[] {
    const fields = this.texts.of(listing, []);
    this.matches.wanted = 0xff;
    const initials = this.find(fields);
    return this.read(fields, this.arrange(fields, listing), initials)
      .filter(({ kind }) => kind.startsWith('cues/') && innocentSenses.has(kind.slice('cues/'.length)))
      .map(({ kind }) => kind.slice('cues/'.length));
  }

  /** Readings and weights of a listing, for learning the weights; see tools/learn-weights.mjs. */
  features(listing: Listing): { specimen: Sum[]; offered: Sum; subjects: Subject[] } {
    const fields = this.texts.of(listing, []);
    this.matches.wanted = 0xff;
    const initials = this.find(fields);
    const readings = this.read(fields, this.arrange(fields, listing), initials);
    const covering = this.covering(readings);
    const subjects = subjectsOf(this.knowledge.taxa, fields, readings);
    return {
      subjects,
      specimen: subjects.map((s) =>
        weighSpecimen(s, fields, readings, covering, this.knowledge.weights.specimen!),
      ),
      offered: weighOffer(fields, readings, this.factsOf(listing), this.knowledge.weights.offered!),
    };
  }

  /** The day whose Appendices, law and rules apply. */
  private dayOf(listing: Listing): string {
    return dateOf(listing.listedAt) ?? this.asOf ?? this.knowledge.citesAsOf;
  }

  private find(fields: readonly TextField[]): boolean {
    this.matches.clear();
    let initials = false;
    // Looking for disguises costs more than reading: a listing of a hundred long texts is not searched whole.
    let left = 3 * DISGUISE_LIMIT;
    for (let number = 0; number < fields.length; number++) {
      const { text } = fields[number]!;
      this.finder.scan(text, number, this.matches);
      initials ||= this.finder.initials;
      if (this.finder.suspicious && left > 0) {
        this.undisguise(text.length > left ? text.slice(0, left) : text, number);
        left -= Math.min(text.length, DISGUISE_LIMIT);
      }
    }
    return initials;
  }

  private undisguise(text: string, number: number): void {
    const { masks } = this.finder;
    const { fold } = this.knowledge.lexicon;
    for (const one of ['i', 'l'] as const) {
      if (one === 'l' && !text.includes('1')) break;
      const plain = undisguise(text, fold, one, this.knowledge.signs);
      if (!plain) break;
      this.hidden.clear();
      this.finder.scan(plain.text, number, this.hidden);
      for (const [start, end] of plain.runs)
        this.finder.scanInside(plain.text, start, end, number, this.hidden);
      for (let i = 0; i < this.hidden.count; i++) {
        const [start, end] = [this.hidden.start[i]!, this.hidden.end[i]!];
        if (!(this.index.leafBits[this.hidden.leaf[i]!]! & (LeafBit.Subject | LeafBit.Weak))) continue;
        if (!plain.changed.subarray(start, end).includes(1)) continue;
        this.matches.add(
          number,
          text,
          plain.origin[start]!,
          plain.origin[end - 1]! + 1,
          this.hidden.leaf[i]!,
          this.hidden.flags[i]! | MatchFlag.Disguised,
        );
      }
    }
    if (!masks) return;
    this.masked().scan(text, number, this.matches);
  }

  /** Puts the matches in order and hears the languages. */
  private arrange(fields: readonly TextField[], listing: Listing): Languages {
    silence(
      this.matches,
      this.order,
      (leaf) => (this.index.leafBits[leaf]! & LeafBit.Covers) !== 0,
      (leaf) => (this.index.leafBits[leaf]! & LeafBit.Name) !== 0,
      (leaf) => this.index.leafTaxon[leaf] === 1,
      (leaf) => this.index.leafTame[leaf] === 1,
    );
    return languagesOf(this.index, fields, this.matches, listing.language);
  }

  private expand(fields: readonly TextField[], languages: Languages, only: number): Reading[] {
    return expand(this.index, fields, this.matches, this.order, languages, only);
  }

  private read(fields: readonly TextField[], languages: Languages, initials: boolean): Reading[] {
    const readings = this.expand(fields, languages, ANYTHING);
    deny(fields, readings);
    readBinomials(fields, readings);
    if (initials) this.epithets().read(fields, readings);
    if (readings.some(isBiological)) this.misspelt().read(fields, readings);
    if (hasSubject(readings)) readShapes(fields, readings);
    return readings;
  }

  /** Cues whose words hold a silenced name or term: they speak of that word, not of the whole listing. */
  private covering(readings: readonly Reading[]): Map<Reading, 'name' | 'term'> {
    const out = new Map<Reading, 'name' | 'term'>();
    const { matches } = this;
    for (let i = 0; i < matches.count; i++) {
      if (!(matches.flags[i]! & MatchFlag.Silenced)) continue;
      if (!(this.index.leafBits[matches.leaf[i]!]! & (LeafBit.Subject | LeafBit.Weak))) continue;
      for (const r of readings) {
        if (
          r.kind.startsWith('cues/') &&
          r.field === matches.field[i] &&
          r.start <= matches.start[i]! &&
          r.end >= matches.end[i]!
        ) {
          if (out.get(r) !== 'name') out.set(r, this.index.leafNames[matches.leaf[i]!] ? 'name' : 'term');
        }
      }
    }
    return out;
  }

  private finding(
    subject: Subject,
    sum: Sum,
    fields: readonly TextField[],
    readings: readonly Reading[],
    date: string,
    listing: Listing,
  ): Finding {
    const score = round(sigmoid(sum.total));
    let said = natureOf(subject, fields, readings, score);
    if (this.asked && said.nature === 'other') said = natureOf(subject, fields, readings, 1);
    const { nature, code, term } = said;
    const quantity = quantityOf(fields, term, listing.quantity);
    const { taxon } = subject;
    const resolution =
      taxon && !taxon.extinct
        ? this.knowledge.taxa.resolve(taxon.name, date, code ? { term: code } : {})
        : undefined;
    const line = resolution?.lines[0];
    return {
      taxon: taxon ? { name: taxon.name, rank: taxon.rank, lineage: taxon.lineage } : null,
      appendix: resolution?.appendix ?? null,
      ...(line && {
        line: `${line.taxon}: ${line.appendix}${line.annotation ? ` (${line.annotation})` : ''} since ${line.from}`,
      }),
      ...(resolution?.appendix && { certainty: resolution.certainty }),
      nature,
      ...(code && { term: code }),
      ...(quantity !== undefined && { quantity }),
      score,
      evidence: evidenceOf(sum, fields, this.index, this.knowledge.codes),
    };
  }

  private regulated(finding: Finding, offered: number, date: string): number {
    if (finding.appendix === null || finding.nature === 'fossil') return 0;
    const weights = this.knowledge.weights.regulated!;
    const mixed = this.knowledge.taxa.resolve(finding.taxon!.name, date).mixed.includes('NC');
    const wide = ['class', 'phylum', 'kingdom'].includes(finding.taxon!.rank);
    const share = wide ? weights.wide! : mixed && finding.taxon!.rank !== 'species' ? weights.mixed! : 1;
    return finding.score * offered * share;
  }

  private factsOf(listing: Listing): { price: boolean; place: string } {
    const platform = listing.platform ?? '';
    // Thousands of listings in a row come from one platform.
    if (platform !== this.platform) {
      this.platform = platform;
      this.place = this.knowledge.platforms[platform.toLowerCase()] ?? 'unknown';
    }
    return { price: listing.price !== undefined, place: this.place };
  }
}

/** What a word means where no animal or plant is for sale. A longer word says nothing by itself. */
const innocentSenses: ReadonlySet<string> = new Set(
  senseKinds.filter((kind) => !['word', 'fossil'].includes(kind)),
);

/** Talk of specimens and of how they are kept, in which a misspelt name is looked for. */
const isBiological = ({ kind, code }: Reading): boolean =>
  kind === 'cues/biology' ||
  kind === 'cues/care' ||
  kind === 'cues/wild' ||
  code === 'LIV' ||
  kind === 'terms/specimen';

/** A name that an innocent phrase covers counts only beside talk of specimens: "real baby shark in a bottle". */
const hasSubject = (readings: readonly Reading[]): boolean =>
  readings.some(canBeSubject) ||
  (readings.some((r) => r.kind === 'names/covered') && readings.some((r) => r.kind === 'cues/biology'));

/** Matches that can be a name or a term, and all. */
const MAY_BE_SUBJECT = LeafBit.Subject | LeafBit.Weak | LeafBit.Name;
const ANYTHING = 0xff;

const canBeSubject = (reading: Reading): boolean =>
  (reading.kind.startsWith('names/') && reading.kind !== 'names/covered' && reading.kind !== 'names/inner') ||
  (reading.kind.startsWith('terms/') &&
    reading.kind !== 'terms/object' &&
    (reading.taxon !== undefined || reading.code !== 'LIV'));

/** Without any of these, {@link hasSubject} cannot come true. */
const mayBeSubject = (reading: Reading): boolean => canBeSubject(reading) || reading.kind === 'names/covered';

const dateOf = (text: string | undefined): string | undefined => {
  const found = text === undefined ? null : /^\d{4}-\d{2}-\d{2}/.exec(text);
  return found ? found[0] : undefined;
};
