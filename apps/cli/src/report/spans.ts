/** A stretch of a text and the numbers of the evidence that lies on it. */
export interface Span {
  text: string;
  on: number[];
}

/** A place in a text: UTF-16 offsets, end exclusive. */
export interface Place {
  start: number;
  end: number;
}

/**
 * A text cut where evidence begins or ends, so that overlapping places can all be shown. The spans
 * joined give the text again. Places outside the text are cut to it; `limit` cuts the text itself.
 */
export function spansOf(
  text: string,
  places: readonly (Place & { number: number })[],
  limit = Infinity,
): Span[] {
  const length = Math.min(text.length, limit);
  const cuts = new Set([0, length]);
  const inside = places
    .map((p) => ({ number: p.number, start: Math.max(0, p.start), end: Math.min(length, p.end) }))
    .filter((p) => p.start < p.end)
    .sort((a, b) => a.start - b.start || b.end - a.end || a.number - b.number);
  for (const p of inside) cuts.add(p.start).add(p.end);
  const edges = [...cuts].sort((a, b) => a - b);
  const spans: Span[] = [];
  let open: typeof inside = [];
  let next = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    const from = edges[i]!;
    open = open.filter((p) => p.end > from);
    while (next < inside.length && inside[next]!.start === from) open.push(inside[next++]!);
    spans.push({ text: text.slice(from, edges[i + 1]!), on: open.map((p) => p.number) });
  }
  return spans;
}
