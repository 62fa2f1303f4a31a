import type { LawPlace } from '@pugmark/knowledge/law/law';
import type { Taxa, Taxon } from '@pugmark/knowledge/taxa/taxa';

/** Which taxa live wild where, as the law files say it. */
export class Natives {
  private readonly taxa: Taxa;
  private readonly places = new Map<LawPlace, { named: Set<string>; above: Set<string> }>();

  constructor(taxa: Taxa) {
    this.taxa = taxa;
  }

  /**
   * Whether a taxon is native. Of a wide taxon such as "parrots" only some may be: a rule for native wildlife and
   * one for foreign wildlife may each apply.
   */
  of(place: LawPlace, taxon: Pick<Taxon, 'name' | 'lineage'>): 'yes' | 'some' | 'no' {
    const { named, above } = this.known(place);
    if (taxon.lineage.some((name) => named.has(name))) return 'yes';
    return above.has(taxon.name) ? 'some' : 'no';
  }

  /** Native taxa that the law file names below a wide taxon. */
  below(place: LawPlace, taxon: Pick<Taxon, 'name'>): string[] {
    return place.native.filter((name) => {
      const lineage = this.taxa.find(name)?.lineage ?? [];
      return lineage.at(-1) !== taxon.name && lineage.includes(taxon.name);
    });
  }

  private known(place: LawPlace): { named: Set<string>; above: Set<string> } {
    let known = this.places.get(place);
    if (!known) {
      const found = place.native.map((name) => this.taxa.find(name)).filter((taxon) => taxon !== undefined);
      known = {
        named: new Set(found.map(({ name }) => name)),
        above: new Set(found.flatMap(({ lineage }) => lineage)),
      };
      this.places.set(place, known);
    }
    return known;
  }
}
