import { createHash } from 'node:crypto';
import { type Chart, chartHtml } from './charts.ts';
import { CLIENT } from './client.ts';
import { escapeHtml, escapeJson } from './escape.ts';
import { PUGMARK_SHAPE } from './mark.ts';
import { STYLE } from './style.ts';
import { LOOKS, VERDICTS } from './verdicts.ts';

/** What the report is about and what it was made with. */
export interface ReportMeta {
  knowledgeVersion: string;
  /** The day the Appendices are as of, ISO 8601. */
  citesAsOf: string;
  engine: string;
  /** When the report was made, ISO 8601. */
  createdAt: string;
  /** The name of what was screened. */
  input: string;
}

export interface PageView {
  meta: ReportMeta;
  screened: number;
  flagged: number;
  verdicts: Readonly<Record<string, number>>;
  charts: Chart[];
  /** Said when not every flagged listing is in the page. */
  cut: string | null;
  /** Names of the languages that occur, by tag. */
  languages: Readonly<Record<string, string>>;
}

const number = new Intl.NumberFormat('en');
const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const favicon = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="#b98018">${PUGMARK_SHAPE}</svg>`,
)}`;
/** Nothing is loaded, nothing is sent; only this page's own style and script run. */
const policy = `default-src 'none'; img-src data:; style-src ${sha256(STYLE)}; script-src ${sha256(CLIENT)}; base-uri 'none'; form-action 'none'`;

function instant(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function percent(count: number, of: number): string {
  if (of === 0 || count === 0) return '0 %';
  const share = (100 * count) / of;
  return share < 0.01 ? 'under 0.01 %' : `${share.toFixed(share < 1 ? 2 : 1)} %`;
}

function tile(view: PageView, verdict: (typeof VERDICTS)[number]): string {
  const count = view.verdicts[verdict] ?? 0;
  const { word, means, shape } = LOOKS[verdict];
  return `<li class="tile"><span class="chip v-${verdict}"><svg class="shape" viewBox="0 0 16 16" aria-hidden="true">${shape}</svg>${word}</span><b>${number.format(count)}</b><small>${percent(count, view.screened)}: ${means}</small></li>`;
}

function head({ meta }: PageView): string {
  const facts: [string, string][] = [
    ['Screened', meta.input],
    ['Made', instant(meta.createdAt)],
    ['CITES Appendices as of', meta.citesAsOf],
    ['Knowledge', meta.knowledgeVersion.replace(/^sha256:/, '').slice(0, 12)],
    ['Engine', meta.engine],
  ];
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>Pugmark: ${escapeHtml(meta.input)}</title>
<link rel="icon" href="${favicon}">
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#work">Skip to the flagged listings</a>
<svg width="0" height="0" aria-hidden="true" focusable="false" display="none">${VERDICTS.map((verdict) => `<symbol id="s-${verdict}" viewBox="0 0 16 16">${LOOKS[verdict].shape}</symbol>`).join('')}</svg>
<header><div class="wide">
<div class="brand"><svg viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">${PUGMARK_SHAPE}</svg>Pugmark<h1>Screening report</h1></div>
<dl class="meta">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd><bdi>${escapeHtml(value)}</bdi></dd></div>`).join('')}</dl>
</div></header>
<div class="banner" role="note"><div class="wide"><p><b>For trained reviewers: shows code words.</b> Potentially illegal until a court has spoken.</p></div></div>
<noscript><div class="wide"><p>The counts stand below. The list of flagged listings needs JavaScript, which runs in this page only and loads nothing.</p></div></noscript>`;
}

function overview(view: PageView): string {
  const { screened, flagged } = view;
  const lead =
    screened === 0
      ? 'No listing was screened. Counts and listings will stand here after a run with at least one row.'
      : `${number.format(screened)} ${screened === 1 ? 'listing was' : 'listings were'} screened; ${flagged === 0 ? 'none was flagged' : `${number.format(flagged)} ${flagged === 1 ? 'was' : 'were'} flagged`}.`;
  const [verdict, appendix, ...rest] = view.charts.map(chartHtml);
  return `<main>
<section class="overview wide" aria-label="Overview">
<h2 class="lead">${lead}</h2>
${view.cut ? `<p class="cut">${escapeHtml(view.cut)}</p>` : ''}
<ul class="tiles">${VERDICTS.map((v) => tile(view, v)).join('')}</ul>
<div class="charts"><div class="stack">${verdict}${appendix}</div>${rest.join('')}</div>
</section>`;
}

function select(id: string, label: string): string {
  return `<label class="half"><span>${label}</span> <select id="${id}"><option value="">all</option></select></label>`;
}

function work(): string {
  return `<section class="work" id="work" data-view="list" aria-label="Flagged listings">
<div class="bartop" id="bartop"><div class="wide">
<h2>Flagged listings</h2>
<label><span>Search</span> <input id="search" type="search" autocomplete="off" spellcheck="false"></label>
${select('verdict', 'Verdict')}${select('appendix', 'Appendix')}${select('taxon', 'Taxon')}${select('language', 'Language')}
<button class="button" id="clear" type="button" hidden>Clear</button>
<span class="found" id="found" role="status"></span>
<button class="button" id="help" type="button" aria-expanded="false" aria-controls="keys" aria-label="Keys of this page">?</button>
</div></div>
<div class="wide">
<p class="empty" id="none" hidden>No flagged listing matches. Take a filter back, or clear them all.</p>
<p class="empty" id="nothing" hidden>No listing was flagged. Listings whose verdict is inform, ask, review or block appear here, with the words that led to it.</p>
<div class="panes" id="panes">
<nav class="list" aria-label="List of flagged listings"><ol class="rows" id="rows"></ol>
<div class="pager" id="pager"><button class="button" id="previous" type="button">Previous</button><span id="pages"></span><button class="button" id="next" type="button">Next</button></div></nav>
<article class="item" id="item" tabindex="-1" aria-label="Chosen listing"><button class="button back" id="back" type="button">Back to the list</button><div id="entry"></div></article>
</div></div></section>
</main>
<div class="tip" id="tip" role="tooltip" hidden></div>
<section class="keys" id="keys" aria-label="Keys" hidden><b>Keys</b><dl><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous listing</dd><dt><kbd>Enter</kbd></dt><dd>into the listing</dd><dt><kbd>Tab</kbd></dt><dd>from word to word</dd><dt><kbd>Esc</kbd></dt><dd>back to the list</dd><dt><kbd>/</kbd></dt><dd>search</dd><dt><kbd>?</kbd></dt><dd>these keys</dd></dl><button class="button" id="close" type="button">Close</button></section>
<div id="print" class="wide"></div>
<footer><div class="wide"><p>A finding is a reading of the seller's words and says nothing about guilt. Appendices of CITES and law as of the day a listing was made. The law shown is data with a certainty of its own and no legal advice; exemptions are for the reviewer to check.</p><p>This page is complete: it loads nothing and sends nothing. It holds sellers' words and identifiers; keep it as you keep other personal data.</p></div></footer>`;
}

/** The page up to its data: everything but the flagged listings. */
export function pageStart(view: PageView): string {
  return `${head(view)}
${overview(view)}
${work()}
<script type="application/json" id="data">{"languages":${escapeJson(view.languages)},"entries":[`;
}

/** The page after its data. */
export function pageEnd(): string {
  return `]}</script>
<script>${CLIENT}</script>
</body>
</html>
`;
}
