import type { Assessment } from '@pugmark/documents/assessment';
import type { Knowledge } from '@pugmark/knowledge/knowledge';
import { NO_RULE, type Policy } from '@pugmark/knowledge/policy/policy';
import { LeafBit } from './find/leaf-bit.ts';
import type { Matches } from './find/matches.ts';
import type { Decision } from './policy/decide.ts';
import type { LexiconIndex } from './read/lexicon-index.ts';
import { round } from './say/evidence.ts';
import { reasonsOf } from './say/reasons.ts';
import type { TextField } from './text.ts';
import { OFTEN } from './weigh/weigh.ts';
import { sigmoid } from './weigh/weights.ts';

export const ENGINE = '1.0.0';

/** The chance that a listing in which nothing was recognised is of a real specimen after all. */
export const NOTHING_SEEN = 0.002;

/**
 * The short way for listings that name no animal or plant: only the offer is weighed. Gives the same answer
 * as the long way, without building readings.
 */
export class PlainReading {
  private readonly leafKind: Uint8Array;
  private readonly weight: Float64Array;
  private readonly counts: Uint8Array;
  private readonly base: Record<string, number> = {};
  private readonly reasons: Assessment['reasons'];
  private readonly policy: Assessment['policy'];
  private readonly stamp: Assessment['knowledge'];

  constructor(index: LexiconIndex, knowledge: Knowledge, { id, version }: Pick<Policy, 'id' | 'version'>) {
    const offered = knowledge.weights.offered!;
    const { leafStart, leafEntries, entries } = index.lexicon;
    this.leafKind = new Uint8Array(leafStart.length - 1);
    for (let leaf = 0; leaf < this.leafKind.length; leaf++) {
      if (!(index.leafBits[leaf]! & LeafBit.Offer)) continue;
      for (let at = leafStart[leaf]!; at < leafStart[leaf + 1]!; at++) {
        const kind = entries.kind[leafEntries[at]!]!;
        if (offered[`${entries.lists.kind[kind]}.title`] !== undefined) this.leafKind[leaf] = kind + 1;
      }
    }
    this.weight = new Float64Array((entries.lists.kind.length + 1) * 2);
    for (const [kind, name] of entries.lists.kind.entries()) {
      this.weight[(kind + 1) * 2] = offered[`${name}.text`] ?? 0;
      this.weight[(kind + 1) * 2 + 1] = offered[`${name}.title`] ?? 0;
    }
    this.counts = new Uint8Array(this.weight.length);
    for (const place of ['social', 'marketplace', 'unknown']) {
      this.base[place] = offered.bias! + (offered[`place.${place}`] ?? 0);
    }
    this.base.price = offered.price ?? 0;
    const nothing: Decision = { verdict: 'clear', rule: NO_RULE };
    const unseen = { specimen: NOTHING_SEEN, offered: 0, regulated: 0 };
    this.reasons = reasonsOf(nothing, unseen, [], [], knowledge.messages, undefined);
    this.policy = { id, version, rule: NO_RULE };
    this.stamp = { version: knowledge.version, citesAsOf: knowledge.citesAsOf };
  }

  assess(
    id: string,
    fields: readonly TextField[],
    matches: Matches,
    facts: { price: boolean; place: string },
  ): Assessment {
    let total = this.base[facts.place]! + (facts.price ? this.base.price! : 0);
    if (matches.bits & LeafBit.Offer) {
      this.counts.fill(0);
      for (let i = 0; i < matches.count; i++) {
        const kind = this.leafKind[matches.leaf[i]!]!;
        if (kind === 0) continue;
        const slot = kind * 2 + (fields[matches.field[i]!]!.title ? 1 : 0);
        if (this.counts[slot]! < OFTEN) {
          this.counts[slot]!++;
          total += this.weight[slot]!;
        }
      }
    }
    return {
      id,
      verdict: 'clear',
      wildlife: { specimen: NOTHING_SEEN, offered: round(sigmoid(total)), regulated: 0 },
      findings: [],
      claims: [],
      law: [],
      policy: this.policy,
      reasons: this.reasons,
      knowledge: this.stamp,
      engine: ENGINE,
    };
  }
}
