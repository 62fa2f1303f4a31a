import { CLIENT_ITEM } from './client-item.ts';

/** The script of the page: filters, pages of the list, keys, tips, print. */
export const CLIENT = String.raw`'use strict';
const DATA = JSON.parse(document.getElementById('data').textContent);
const LANGUAGES = DATA.languages;
const ENTRIES = DATA.entries;
${CLIENT_ITEM}
const $ = (id) => document.getElementById(id);
const PAGE = 50;
const PRINTED = 300;
const GRAVITY = { block: 0, review: 1, ask: 2, inform: 3, clear: 4 };
const order = ENTRIES.map((_, n) => n).sort((a, b) =>
  GRAVITY[ENTRIES[a].verdict] - GRAVITY[ENTRIES[b].verdict] || ENTRIES[b].score - ENTRIES[a].score || a - b);
let found = order;
let at = 0;
let page = 0;

const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const haystacks = [];
const haystack = (n) => (haystacks[n] ??= fold([
  ENTRIES[n].id,
  ...ENTRIES[n].fields.map((field) => field.spans.map((span) => span.text).join('')),
  ...ENTRIES[n].findings.map((finding) => finding.taxon || ''),
  ...ENTRIES[n].facts.map((fact) => fact[1]),
].join('\n')));

const main = (entry) => entry.findings.filter((finding) => finding.main);
const FILTERS = {
  verdict: (entry) => [entry.verdict],
  appendix: (entry) => main(entry).map((finding) => finding.appendix || 'not listed'),
  taxon: (entry) => main(entry).map((finding) => finding.taxon || 'not told'),
  language: (entry) => [entry.language],
};
for (const [name, values] of Object.entries(FILTERS)) {
  const counts = new Map();
  for (const entry of ENTRIES) for (const value of new Set(values(entry))) counts.set(value, (counts.get(value) || 0) + 1);
  const sorted = [...counts].sort(name === 'verdict' ? (a, b) => GRAVITY[a[0]] - GRAVITY[b[0]] : (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  for (const [value, count] of sorted) {
    const word = name === 'language' ? LANGUAGES[value] || value : value;
    $(name).append(h('option', { value }, word + ' (' + count + ')'));
  }
  $(name).addEventListener('change', filter);
}

function filter() {
  const wanted = Object.keys(FILTERS).map((name) => [FILTERS[name], $(name).value]).filter(([, value]) => value);
  const words = fold($('search').value).split(/\s+/).filter(Boolean);
  found = order.filter((n) =>
    wanted.every(([values, value]) => values(ENTRIES[n]).includes(value)) && words.every((word) => haystack(n).includes(word)));
  at = 0;
  page = 0;
  $('clear').hidden = !wanted.length && !words.length;
  show();
}

function show() {
  const all = ENTRIES.length;
  $('found').textContent = found.length === all ? all + ' listings' : found.length + ' of ' + all + ' listings';
  const from = page * PAGE;
  const rows = found.slice(from, from + PAGE).map((n, i) => {
    const entry = ENTRIES[n];
    const finding = entry.findings[0];
    const button = h('button', { class: 'row', type: 'button' }, shape(entry.verdict),
      h('span', { class: 't', dir: 'auto', lang: entry.language }, title(entry)),
      h('span', { class: 'p' }, finding ? share(entry.score) : ''),
      h('span', { class: 's' }, h('span', {}, entry.verdict, ' · ', finding ? taxonNode(finding) : 'no finding'), h('span', {}, finding ? appendixText(finding) : '')));
    button.addEventListener('click', () => select(from + i, 'open'));
    return h('li', {}, button);
  });
  $('rows').replaceChildren(...rows);
  $('rows').scrollTop = 0;
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  $('pages').textContent = 'Page ' + (page + 1) + ' of ' + pages;
  $('previous').disabled = page === 0;
  $('next').disabled = page >= pages - 1;
  $('pager').hidden = pages === 1;
  $('none').hidden = found.length > 0 || all === 0;
  $('nothing').hidden = all > 0;
  $('panes').hidden = found.length === 0;
  draw();
}

function draw() {
  hideTip();
  const from = page * PAGE;
  [...$('rows').children].forEach((li, i) => {
    if (from + i === at) li.firstChild.setAttribute('aria-current', 'true');
    else li.firstChild.removeAttribute('aria-current');
  });
  const entry = ENTRIES[found[at]];
  if (entry) $('entry').replaceChildren(...itemNodes(entry, at + 1 + ' of ' + found.length, true));
  else $('entry').replaceChildren();
}

const narrow = () => matchMedia('(max-width:780px)').matches;
function select(index, how) {
  if (index < 0 || index >= found.length) return;
  at = index;
  const onPage = Math.floor(index / PAGE);
  if (onPage !== page) { page = onPage; show(); } else draw();
  const row = $('rows').children[index - page * PAGE].firstChild;
  const inItem = $('work').dataset.view === 'item';
  if (how === 'open') {
    $('work').dataset.view = 'item';
    if (narrow()) { $('work').scrollIntoView(); $('item').focus({ preventScroll: true }); }
  } else if (narrow() && inItem) $('item').focus({ preventScroll: true });
  else {
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
    // The item beside the list begins again at its top.
    if (!narrow() && $('item').getBoundingClientRect().top < 0) $('work').scrollIntoView();
  }
}
const back = () => { $('work').dataset.view = 'list'; select(at); };

$('search').addEventListener('input', () => { clearTimeout(filter.later); filter.later = setTimeout(filter, 120); });
$('clear').addEventListener('click', () => { $('search').value = ''; for (const name of Object.keys(FILTERS)) $(name).value = ''; filter(); $('search').focus(); });
$('previous').addEventListener('click', () => select((page - 1) * PAGE));
$('next').addEventListener('click', () => select((page + 1) * PAGE));
$('back').addEventListener('click', back);
const keys = (open) => { $('keys').hidden = !open; $('help').setAttribute('aria-expanded', String(open)); };
$('help').addEventListener('click', () => keys($('keys').hidden));
$('close').addEventListener('click', () => { keys(false); $('help').focus(); });

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    if (!$('tip').hidden) hideTip();
    else if (!$('keys').hidden) keys(false);
    else if (document.activeElement === $('search')) $('search').blur();
    else if ($('item').contains(document.activeElement)) back();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input,select,textarea')) return;
  if (event.key === 'j') select(at + 1);
  else if (event.key === 'k') select(at - 1);
  else if (event.key === '/') $('search').focus();
  else if (event.key === '?') keys($('keys').hidden);
  else if (event.key === 'Enter' && event.target.closest('.row')) { select(at, 'open'); $('item').focus(); }
  else return;
  event.preventDefault();
});

let tipFor = null;
function hideTip() {
  $('tip').hidden = true;
  if (tipFor) tipFor.removeAttribute('aria-describedby');
  tipFor = null;
  for (const node of document.querySelectorAll('.on')) node.classList.remove('on');
}
function light(numbers) {
  for (const n of numbers) {
    document.querySelector('#entry tr[data-row="' + n + '"]')?.classList.add('on');
    for (const mark of document.querySelectorAll('#entry mark')) if (mark.dataset.on.split(' ').includes(String(n))) mark.classList.add('on');
  }
}
function showTip(mark) {
  if (mark === tipFor) return;
  hideTip();
  const numbers = mark.dataset.on.split(' ').map(Number);
  const entry = ENTRIES[found[at]];
  const said = new Set();
  $('tip').replaceChildren(...numbers.map((n) => entry.evidence[n]).filter((e) => {
    const key = e.mark + e.weight + e.says;
    return !said.has(key) && said.add(key);
  }).map((e) => {
    return h('p', {}, h('b', {}, MARK_WORDS[e.mark] + ' ' + signed(e.weight)), ' ', latin(e.says, entry), h('br'), 'Source: ' + e.source + ' (' + e.kind + ')');
  }));
  $('tip').hidden = false;
  tipFor = mark;
  mark.setAttribute('aria-describedby', 'tip');
  light(numbers);
  const box = mark.getClientRects()[0];
  const tip = $('tip').getBoundingClientRect();
  const x = Math.max(12, Math.min(box.left, document.documentElement.clientWidth - tip.width - 12));
  const below = box.bottom + tip.height + 12 < innerHeight || box.top < tip.height + 12;
  $('tip').style.left = x + scrollX + 'px';
  $('tip').style.top = (below ? box.bottom + 6 : box.top - tip.height - 6) + scrollY + 'px';
}
const ofMark = (event) => event.target.closest && event.target.closest('#entry mark');
document.addEventListener('pointerover', (event) => {
  const mark = ofMark(event);
  if (mark) return showTip(mark);
  if (event.target.closest && event.target.closest('#tip')) return;
  if (tipFor && tipFor !== document.activeElement) hideTip();
  const row = event.target.closest && event.target.closest('#entry tr[data-row]');
  if (row && !tipFor) { hideTip(); light([row.dataset.row]); }
  else if (!tipFor) hideTip();
});
document.addEventListener('focusin', (event) => { const mark = ofMark(event); if (mark) showTip(mark); else hideTip(); });

addEventListener('beforeprint', () => {
  const shown = found.slice(0, PRINTED);
  $('print').replaceChildren(
    h('p', { class: 'note' }, shown.length < found.length ? 'The first ' + PRINTED + ' of ' + found.length + ' listings are printed; filter to print others.' : found.length + ' listings'),
    ...shown.map((n, i) => h('article', { class: 'item' }, itemNodes(ENTRIES[n], i + 1 + ' of ' + found.length, false))));
});
addEventListener('afterprint', () => $('print').replaceChildren());
new ResizeObserver(() => { $('panes').style.setProperty('--top', $('bartop').offsetHeight + 'px'); }).observe($('bartop'));
show();
`;
