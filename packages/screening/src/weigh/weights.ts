/** What each feature adds to the log-odds of an answer; rows of knowledge/cues/weights.tsv. */
export interface Weights {
  specimen: Record<string, number>;
  offered: Record<string, number>;
  /** Turns the product of specimen, offer and listing into the calibrated probability of `regulated`. */
  regulated: Record<string, number>;
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
