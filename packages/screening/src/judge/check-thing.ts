import type { Finding } from '@pugmark/documents/assessment';
import type { Knowledge } from '@pugmark/knowledge/knowledge';
import { type OutcomeOrUnknown, outcomeOrder } from '@pugmark/knowledge/law/law';
import { Screener } from '../screener.ts';
import { type Circumstances, Judge, type Judgement, type Thing } from './judge.ts';
import { ANYWHERE, countryOf } from './movement.ts';
import { thingOf } from './thing.ts';

/** The answer in one word, for a person. */
export type Answer = 'no' | 'papers' | 'yes' | 'ask';

const answerOf: Record<OutcomeOrUnknown, Answer> = {
  prohibited: 'no',
  'document-required': 'papers',
  unknown: 'ask',
  allowed: 'yes',
};

/** What was understood of the thing, and what the law says of it. */
export interface JudgedFinding {
  finding: Finding;
  thing: Thing;
  judgement: Judgement;
}

export interface CheckedThing {
  answer: Answer;
  /** The one that decides first. */
  judged: readonly JudgedFinding[];
  /** Set when the thing was too vague to judge: what is asked back. */
  vague?: 'nothing' | 'taxon';
  /** Set when it is no wildlife at all: what kind of cue says so, `pattern` or `domestic`. */
  innocent?: string;
}

/** Below this a name is more likely a pattern or a car, if anything says so. */
const UNLIKELY = 0.2;

/** A taxon so wide says nothing about a species. */
const tooWide: ReadonlySet<string> = new Set(['kingdom', 'phylum']);

const isNamed = ({ taxon }: Finding): boolean => taxon !== null && !tooWide.has(taxon.rank);

/** Answers for one thing, told in words in any language, and one journey. Holds buffers: one per thread. */
export class ThingChecker {
  private readonly judge: Judge;
  private readonly screener: Screener;
  private readonly knowledge: Knowledge;

  constructor(knowledge: Knowledge) {
    this.knowledge = knowledge;
    this.screener = new Screener(knowledge, { asked: true });
    this.judge = new Judge(knowledge.law, knowledge.taxa);
  }

  /** What the law says of a thing on a journey on a day. */
  check(text: string, circumstances: Circumstances): CheckedThing {
    const { date, from } = circumstances;
    const { findings } = this.screener.screen({ id: 'thing', title: text, listedAt: date });
    const sure = findings.filter(({ score }) => score >= 0.5);
    const seen = sure.length > 0 ? sure : findings.slice(0, 1);
    const innocent = this.innocent(text, seen);
    if (innocent !== undefined) return { answer: 'yes', judged: [], innocent };
    if (seen.length === 0) return { answer: 'ask', judged: [], vague: 'nothing' };
    const named = seen.filter(isNamed);
    if (named.length === 0) return { answer: 'ask', judged: [], vague: 'taxon' };
    const origin = from === ANYWHERE ? undefined : countryOf(from);
    const judged = named
      .map((finding) => {
        const thing = thingOf(finding, this.knowledge.taxa, date, origin);
        return { finding, thing, judgement: this.judge.judge(thing, circumstances) };
      })
      .sort((a, b) => outcomeOrder.indexOf(a.judgement.outcome) - outcomeOrder.indexOf(b.judgement.outcome));
    return { answer: answerOf[judged[0]!.judgement.outcome], judged };
  }

  /** What speaks of no wildlife: a tame animal, or a pattern, a brand, an imitation where nothing else is sure. */
  private innocent(text: string, seen: readonly Finding[]): string | undefined {
    const isTame = ({ taxon }: Finding): boolean =>
      taxon?.lineage.some((name) => this.knowledge.law.domestic.includes(name)) ?? false;
    if (seen.length > 0 && seen.every(isTame)) return 'domestic';
    if (seen.some((finding) => isNamed(finding) && finding.score >= UNLIKELY)) return undefined;
    if (seen.some(({ nature }) => nature === 'imitation')) return undefined;
    const senses = this.screener.innocent({ id: 'thing', title: text });
    // A skin without an animal's name is a skin, though it may be one of a game, too.
    const isReal = seen.some(({ score }) => score >= UNLIKELY);
    if (isReal) return senses.find((kind) => kind === 'domestic' || kind === 'imitation');
    // Of plastic or bronze is what was named besides: silver alone says nothing of a horn.
    return senses.find((kind) => kind !== 'substance' || seen.length > 0);
  }
}
