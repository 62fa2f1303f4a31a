import type { Finding, Nature } from '@pugmark/documents/assessment';
import {
  holdsOn,
  type Law,
  type LawPlace,
  type OutcomeOrUnknown,
  outcomeOrder,
} from '@pugmark/knowledge/law/law';
import type { Certainty, Door, Effect, Provision } from '@pugmark/knowledge/law/law-schema';
import type { Taxa } from '@pugmark/knowledge/taxa/taxa';
import { Annexes } from './annexes.ts';
import { type Claim, opens } from './claim.ts';
import { Days, membershipDays } from './days.ts';
import { countryOf, type Journey, placesOf, routesFor, speaksOf, within } from './movement.ts';
import { Natives } from './natives.ts';

/** What is judged: a finding, and which Appendices its taxon may be in besides the usual one. */
export interface Thing {
  taxon: Finding['taxon'];
  /** The Appendix that is meant as a rule: of the widest line. */
  appendix: 'I' | 'II' | 'III' | null;
  /** Appendices of single species in it: a python may be of the one subspecies in Appendix I. */
  also: readonly ('I' | 'II' | 'III')[];
  nature: Nature;
  term?: string | undefined;
  /** Annotation by which such specimens are left out of the listing, `#15`. */
  exempt?: string;
}

export interface Circumstances extends Journey {
  /** The law of this day applies (ISO 8601). */
  date: string;
  claims: readonly Claim[];
  /** One's own thing, carried or posted, not for sale. */
  personal?: boolean;
}

/** What a thing that is named widely must be for a ruling to apply. */
export type Only = 'I' | 'II' | 'III' | 'native';

/** What one provision says of the thing. */
export interface Ruling {
  place: string;
  provision: Provision;
  outcome: OutcomeOrUnknown;
  /** Papers that are needed. */
  documents: readonly string[];
  /** What would change a prohibition. */
  doors: readonly Door[];
  /** The doors that a claim fits: why a prohibition became "only with papers". */
  opened: readonly Door[];
  certainty: Certainty;
  /** It applies only if the thing is of a species in this Appendix, or that lives wild there: it does not lead. */
  only?: Only;
}

export interface Judgement {
  /** The strictest of all rulings; `unknown` where no rule is known and the taxon is listed. */
  outcome: OutcomeOrUnknown;
  /** The strictest first; within one outcome as certain as can be. */
  rulings: readonly Ruling[];
  /** Those of them that make the outcome. */
  leading: readonly Ruling[];
  /** Places with a law of their own or not, whose authority is asked. */
  ask: readonly string[];
}

/** A provision with those of its effects that speak of a journey. */
interface Rule {
  place: LawPlace;
  provision: Provision;
  effects: readonly Effect[];
}

/** Journeys that are kept; a crawl with endless new days and places must not fill the memory. */
const KEPT = 5_000;

/** Executes law. Pure: the same law, thing and circumstances give the same judgement. */
export class Judge {
  private readonly law: Law;
  private readonly natives: Natives;
  private readonly memberships: Days;
  private readonly annexes: Annexes;
  private readonly rules = new Map<string, readonly Rule[]>();
  private readonly taxa: Taxa;
  private readonly domestic: ReadonlySet<string>;

  constructor(law: Law, taxa: Taxa) {
    this.law = law;
    this.taxa = taxa;
    this.domestic = new Set(law.domestic);
    this.memberships = new Days(membershipDays(law));
    this.annexes = new Annexes(law.annexes);
    this.natives = new Natives(taxa);
  }

  /**
   * What the law says of one thing on one journey. All provisions that apply are told, the strictest leads.
   * No rule known for a listed taxon is `unknown`, never `allowed`.
   */
  judge(given: Thing, circumstances: Circumstances): Judgement {
    const thing = this.local(given, circumstances);
    const rulings: Ruling[] = [];
    const lifted = new Set<string>();
    for (const rule of this.rulesFor(circumstances)) {
      if (!holdsOn(rule.provision, circumstances.date)) continue;
      const ruling = this.rulingOf(rule, thing, circumstances);
      if (!ruling) continue;
      rulings.push(ruling.ruling);
      for (const id of ruling.lifts) lifted.add(id);
    }
    const standing = rulings.filter(({ provision }) => !lifted.has(provision.id)).sort(strictestFirst);
    const leading = leadingOf(standing);
    return {
      outcome: leading?.outcome ?? outcomeWithout(thing),
      rulings: standing,
      leading: standing.filter((one) => one.outcome === leading?.outcome && one.only === leading.only),
      ask: askedOf(circumstances),
    };
  }

  /**
   * A live animal or a part of one that is offered where all of its kind that live there are in Appendix I is
   * taken for one of these: bear bile in Laos.
   */
  private local(thing: Thing, { from, to, date }: Circumstances): Thing {
    const place = this.law.places[countryOf(from)];
    if (!place || countryOf(from) !== countryOf(to) || !thing.also.includes('I')) return thing;
    if (thing.taxon?.rank !== 'family' || !['live', 'part'].includes(thing.nature)) return thing;
    const natives = this.natives.below(place, thing.taxon);
    const allFirst = natives.every((name) => this.taxa.resolve(name, date).appendix === 'I');
    return natives.length > 0 && allFirst ? { ...thing, appendix: 'I', also: [] } : thing;
  }

  /** What speaks of a journey, of any day: journeys repeat from listing to listing, their days seldom. */
  private rulesFor(circumstances: Circumstances): readonly Rule[] {
    const { from, to, via, date, personal = false } = circumstances;
    const key = `${from} ${to} ${via?.join(' ') ?? ''} ${this.memberships.epochOf(date)} ${personal}`;
    const kept = this.rules.get(key);
    if (kept) return kept;
    const rules = placesOf(this.law, circumstances, date).flatMap((place): Rule[] => {
      const routes = routesFor(place, circumstances, date);
      return place.provisions
        .map((provision) => ({
          place,
          provision,
          effects: (provision.effects ?? []).filter(
            (effect) =>
              speaksOf(effect, routes, personal) &&
              (!effect.partner || this.hasPartner(effect, place, circumstances)),
          ),
        }))
        .filter(({ effects }) => effects.length > 0);
    });
    if (this.rules.size >= KEPT) this.rules.clear();
    this.rules.set(key, rules);
    return rules;
  }

  /** The strictest effect of a provision that applies. */
  private rulingOf(
    { place, provision, effects }: Rule,
    thing: Thing,
    circumstances: Circumstances,
  ): { ruling: Ruling; lifts: readonly string[] } | undefined {
    let best: Ruling | undefined;
    const lifts: string[] = [];
    for (const effect of effects) {
      if (!holdsOn(effect, circumstances.date)) continue;
      if (!this.covers(effect, thing)) continue;
      const only = this.onlyFor(effect, place, thing, circumstances.date);
      if (only === 'no') continue;
      const ruling = rulingBy(effect, place, provision, circumstances, only);
      if (only === undefined && effect.lifts) lifts.push(...effect.lifts);
      if (!best || strictestFirst(ruling, best) < 0) best = ruling;
    }
    return best && { ruling: best, lifts };
  }

  private hasPartner(effect: Effect, place: LawPlace, { from, to, date }: Circumstances): boolean {
    const other = within(place, from, date) ? to : from;
    return effect.partner!.some((code) => code === other || code === countryOf(other));
  }

  /** Whether the effect speaks of such a thing; where it lives and its Appendix are asked in {@link onlyFor}. */
  private covers(effect: Effect, thing: Thing): boolean {
    const { taxon } = thing;
    if (!taxon) return false;
    const nature = effect.nature ?? defaultNature;
    if (!(nature as readonly string[]).includes(thing.nature)) return false;
    const isOf = (name: string): boolean => taxon.lineage.includes(name);
    if (effect.taxa && !effect.taxa.some(isOf)) return false;
    if (effect['except-taxa']?.some(isOf)) return false;
    if (!effect.taxa && !effect.appendix && !effect.annex && this.isDomestic(taxon.lineage)) return false;
    return this.hasTerm(effect, thing);
  }

  /**
   * Of a wide taxon ("orchid", "turtle") some live wild nearly everywhere, which says little; of a genus, or of a
   * group whose trade is closed ("elephant", "pangolin"), it is taken to be so.
   */
  private nativeness(place: LawPlace, { taxon, appendix }: Thing): 'yes' | 'some' | 'no' {
    const native = this.natives.of(place, taxon!);
    return native === 'some' && (taxon!.rank === 'genus' || appendix === 'I') ? 'yes' : native;
  }

  private isDomestic(lineage: readonly string[]): boolean {
    return lineage.some((name) => this.domestic.has(name));
  }

  /** A thing whose term is not told may be any that its nature allows. */
  private hasTerm(effect: Effect, thing: Thing): boolean {
    if (!effect.terms) return true;
    const terms = effect.terms.flatMap((term) => this.law.termSets[term] ?? [term]);
    if (thing.nature === 'live') return terms.includes('LIV');
    return thing.term === undefined ? !terms.every((term) => term === 'LIV') : terms.includes(thing.term);
  }

  /** What the thing must be for the effect to apply: nothing else (undefined), of some species in it, or `no`. */
  private onlyFor(effect: Effect, place: LawPlace, thing: Thing, date: string): Only | undefined | 'no' {
    const native = effect.native === undefined ? undefined : this.nativeness(place, thing);
    if (native !== undefined && native === (effect.native ? 'no' : 'yes')) return 'no';
    const some = effect.native === true && native === 'some' ? 'native' : undefined;
    if (!effect.appendix && !effect.annex) return some;
    const fits = (appendix: 'I' | 'II' | 'III' | null): boolean => {
      if (effect.appendix && !effect.appendix.includes(appendix ?? 'none')) return false;
      if (!effect.annex) return true;
      const annex = this.annexes.of(thing.taxon!.lineage, appendix, date);
      return annex !== 'none' && effect.annex.includes(annex);
    };
    if (fits(thing.appendix)) return some;
    return thing.also.find(fits) ?? 'no';
  }
}

const defaultNature: readonly Nature[] = ['live', 'part', 'product', 'plant'];

function rulingBy(
  effect: Effect,
  place: LawPlace,
  provision: Provision,
  { claims, date }: Circumstances,
  only: Only | undefined,
): Ruling {
  const doors = effect.unless ?? [];
  const opened = doors.filter((door) => claims.some((claim) => opens(door, claim, date)));
  return {
    place: place.place,
    provision,
    outcome: opened.length > 0 ? 'document-required' : effect.outcome,
    documents:
      opened.length > 0 ? [...new Set(opened.map(({ document }) => document))] : (effect.documents ?? []),
    doors,
    opened,
    certainty: provision.certainty,
    ...(only !== undefined && { only }),
  };
}

/**
 * The ruling that leads: the strictest that surely applies. Where nothing stricter than "allowed" does, the rule
 * for native wildlife leads: of a hedgehog in Germany it is more likely than not that it is a native one.
 */
function leadingOf(standing: readonly Ruling[]): Ruling | undefined {
  const sure = standing.find(({ only }) => only === undefined);
  if (sure && sure.outcome !== 'allowed') return sure;
  return standing.find(({ only }) => only === 'native') ?? sure;
}

const certaintyOrder: readonly Certainty[] = ['verified', 'reported', 'unverified'];

/** What surely applies before what may, the strict before the mild, the certain before the doubtful, then by id. */
function strictestFirst(a: Ruling, b: Ruling): number {
  return (
    Number(a.only !== undefined) - Number(b.only !== undefined) ||
    outcomeOrder.indexOf(a.outcome) - outcomeOrder.indexOf(b.outcome) ||
    certaintyOrder.indexOf(a.certainty) - certaintyOrder.indexOf(b.certainty) ||
    (a.provision.id < b.provision.id ? -1 : a.provision.id > b.provision.id ? 1 : 0)
  );
}

/** Where no rule speaks: nothing restricts what is not listed or not real; of what is listed nothing is known. */
function outcomeWithout(thing: Thing): OutcomeOrUnknown {
  if (!(defaultNature as readonly string[]).includes(thing.nature)) return 'allowed';
  if (thing.exempt !== undefined) return 'allowed';
  return thing.taxon && thing.appendix === null && thing.also.length === 0 ? 'allowed' : 'unknown';
}

const askedOf = ({ from, to }: Journey): string[] => [...new Set([from, to].filter((end) => end !== '*'))];
