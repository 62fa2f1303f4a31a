import { escapeHtml } from './escape.ts';

/** One bar: what it counts, how many, and, where it helps, a class that colours it and a shape before the label. */
export interface Bar {
  label: string;
  count: number;
  /** Scientific names are set in italics. */
  italic?: boolean;
  tone?: string;
  shape?: string;
}

export interface Chart {
  id: string;
  title: string;
  /** What is counted, for the caption: "n = 187 flagged listings". */
  n: number;
  of: string;
  /** Said below the bars, where counting needs a word. */
  note?: string;
  bars: Bar[];
  /** More bars than this stand in the table only. */
  most?: number;
}

const number = new Intl.NumberFormat('en');

function nameHtml(bar: Bar): string {
  return bar.italic ? `<i>${escapeHtml(bar.label)}</i>` : escapeHtml(bar.label);
}

function label(bar: Bar): string {
  const shape = bar.shape
    ? `<svg class="shape" viewBox="0 0 16 16" aria-hidden="true">${bar.shape}</svg>`
    : '';
  return `${shape}<span class="name">${nameHtml(bar)}</span>`;
}

/** A chart of zero-based bars, labelled directly, with the whole table one click away. */
export function chartHtml(chart: Chart): string {
  const { bars, most = 9 } = chart;
  const widest = Math.max(1, ...bars.map((bar) => bar.count));
  const rows = bars.slice(0, most).map((bar) => {
    const width = ((100 * bar.count) / widest).toFixed(2);
    return `<li${bar.tone ? ` class="${bar.tone}"` : ''}><span class="label">${label(bar)}</span><svg class="bar" aria-hidden="true"><rect width="${width}%" height="100%"/></svg><span class="count">${number.format(bar.count)}</span></li>`;
  });
  const left = bars.length - rows.length;
  const table = bars.map(
    (bar) => `<tr><th scope="row">${nameHtml(bar)}</th><td>${number.format(bar.count)}</td></tr>`,
  );
  const body = bars.length
    ? `<ol class="bars">${rows.join('')}</ol>${left > 0 ? `<p class="note">${number.format(left)} more in the table.</p>` : ''}
<details><summary>Table</summary><div class="scroll"><table><thead><tr><th scope="col">${escapeHtml(chart.title)}</th><td>Listings</td></tr></thead><tbody>${table.join('')}</tbody></table></div></details>`
    : '<p class="note">Nothing to count yet: a bar appears with the first flagged listing.</p>';
  return `<figure class="chart" id="${chart.id}"><figcaption><h3>${escapeHtml(chart.title)}</h3><span class="n">n = ${number.format(chart.n)} ${escapeHtml(chart.of)}${chart.note ? `. ${escapeHtml(chart.note)}` : ''}</span></figcaption>${body}</figure>`;
}
