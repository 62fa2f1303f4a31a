/** Figures others reached on the same sets, or that a plain keyword reaches, and what we want; by set, then label. */
type Bar = { measure: 'f1' | 'recall' | 'alertsPer10k'; wanted: number; others: string };

export const toBeat: Record<string, Record<string, Bar>> = {
  leather: {
    realAnimal: {
      measure: 'f1',
      wanted: 0.95,
      others: 'large model 0.977 on 127 rows; LTS up to 0.95; names only 0.24',
    },
  },
  sharks: { sharkProduct: { measure: 'f1', wanted: 0.95, others: 'LTS up to 0.95; names only 0.25' } },
  ivory: { ivoryOffer: { measure: 'f1', wanted: 0.8, others: 'the word "ivory" 0.54' } },
  bats: { realAnimal: { measure: 'recall', wanted: 0.99, others: '' } },
  multilingual: { regulated: { measure: 'f1', wanted: 0.95, others: '' } },
  ordinary: { wildlife: { measure: 'alertsPer10k', wanted: 2, others: 'names only 5 to 420 by shop' } },
};

/** What is wanted of taxon and Appendix, by set. */
export const sharesWanted: Record<string, { taxon: number; appendix: number; languageF1: number }> = {
  multilingual: { taxon: 0.93, appendix: 0.95, languageF1: 0.88 },
};
