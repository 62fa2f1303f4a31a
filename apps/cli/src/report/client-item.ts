/**
 * The part of the page's script that draws one listing. Everything a listing says is set as text, never
 * as HTML. It is plain JavaScript in a string because it runs in the reader's browser, not here.
 */
export const CLIENT_ITEM = `
const h = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'class') node.className = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(3)) {
    if (child !== null && child !== undefined && child !== false && child !== '') node.append(child);
  }
  return node;
};
const svg = (tag, attributes, ...children) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const shape = (verdict) =>
  svg('svg', { class: 'shape v-' + verdict, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('use', { href: '#s-' + verdict }));
const chip = (verdict) => h('span', { class: 'chip v-' + verdict }, shape(verdict), verdict);
const signed = (weight) => (weight < 0 ? '−' : '+') + Math.abs(weight).toFixed(2);
const share = (p) => p.toFixed(2);
const title = (entry) => {
  const text = entry.fields.find((field) => field.name === 'title').spans.map((span) => span.text).join('');
  return text.trim() ? text : '(no title)';
};
const taxonNode = (finding) => (finding.taxon ? h('i', { lang: 'la' }, finding.taxon) : 'taxon not told');
/** Scientific names stand in italics wherever they occur in a sentence. */
const latin = (text, entry) => {
  let parts = [text];
  for (const { taxon } of entry.findings) {
    if (!taxon) continue;
    parts = parts.flatMap((part) => (typeof part === 'string' && part.includes(taxon)
      ? part.split(taxon).flatMap((rest, i) => (i ? [h('i', { lang: 'la' }, taxon), rest] : [rest]))
      : [part]));
  }
  return parts;
};
const appendixText = (finding) => (finding.appendix ? 'Appendix ' + finding.appendix : 'not listed');
const MARK_WORDS = { taxon: 'taxon', specimen: 'specimen', offer: 'offer', claim: 'claim', against: 'speaks against' };

function spanNodes(entry, field, live) {
  return field.spans.map((span) => {
    if (!span.on.length) return span.text;
    // Where places overlap, the one that weighs most gives the underline; the tip names them all.
    const first = span.on.map((n) => entry.evidence[n]).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))[0];
    const node = h('mark', { class: 'm-' + first.mark, tabindex: live ? '0' : null }, span.text);
    node.dataset.on = span.on.join(' ');
    return node;
  });
}

function fieldNodes(entry, live) {
  return entry.fields.map((field) => {
    const own = { dir: 'auto', lang: entry.language };
    const cut = field.cut ? h('small', {}, ' … cut here: the rest is in the listing') : null;
    if (field.name === 'title') {
      return h('h3', { class: 'title', ...own }, field.spans.length ? spanNodes(entry, field, live) : '(no title)', cut);
    }
    if (field.name === 'description') {
      return h('div', { class: 'text', tabindex: live ? '0' : null, role: live ? 'group' : null, 'aria-label': live ? 'Description' : null, ...own }, spanNodes(entry, field, live), cut);
    }
    return h('p', { class: 'field' }, h('small', {}, field.name + ': '), h('bdi', own, spanNodes(entry, field, live)), cut);
  });
}

/** A listing line begins with the taxon it lists, which may stand above the one that was found. */
function lineNodes(line) {
  const end = line.indexOf(':');
  return end < 0 ? [line] : [h('i', { lang: 'la' }, line.slice(0, end)), line.slice(end)];
}

function findingNode(finding) {
  const bits = [finding.nature, finding.term && 'term ' + finding.term, finding.amount, 'score ' + share(finding.score)];
  return h('div', { class: 'finding' },
    h('p', { class: 'what' }, taxonNode(finding), finding.rank ? ' (' + finding.rank + ') ' : ' ', h('b', {}, appendixText(finding))),
    finding.line ? h('p', {}, lineNodes(finding.line), finding.certainty ? ', ' + finding.certainty : '') : null,
    h('p', { class: 'note' }, bits.filter(Boolean).join(' · ')));
}

function evidenceRow(entry, n) {
  const e = entry.evidence[n];
  const where = e.field && e.field !== 'title' && e.field !== 'description' ? 'in ' + e.field : '';
  const row = h('tr', {},
    h('td', {}, e.text ? h('bdi', { class: 'word m-' + e.mark, lang: entry.language }, e.text) : h('span', { class: 'note' }, 'no word')),
    h('td', {}, latin(e.says, entry), h('span', { class: 'src' }, [e.text ? MARK_WORDS[e.mark] : '', e.kind, e.source, where].filter(Boolean).join(' · '))),
    h('td', { class: 'w' }, e.of === -2 ? '' : signed(e.weight)));
  row.dataset.row = n;
  return row;
}

/** One answer: its evidence, the sum of the weights, and the probability that the sum is. */
function answerBody(entry, of, head, p) {
  const rows = entry.evidence.flatMap((e, n) => (e.of === of ? [n] : []));
  if (!rows.length) return null;
  const sum = rows.reduce((total, n) => total + entry.evidence[n].weight, 0);
  return h('tbody', {},
    h('tr', { class: 'grp' }, h('th', { scope: 'colgroup', colspan: '3' }, head)),
    rows.map((n) => evidenceRow(entry, n)),
    p === null ? null : h('tr', { class: 'total' }, h('th', { scope: 'row', colspan: '2' }, 'Sum of the weights'), h('td', { class: 'w' }, signed(sum))),
    p === null ? null : h('tr', { class: 'part' }, h('th', { scope: 'row', colspan: '2' }, 'which is the probability'), h('td', { class: 'w' }, share(p))));
}

function sumTable(entry) {
  return h('section', { class: 'sum', 'aria-label': 'Evidence and its weights' },
    h('h4', {}, 'Evidence and its weights'),
    entry.evidence.length
      ? h('table', {},
          h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Place'), h('th', { scope: 'col' }, 'Says'), h('th', { scope: 'col', class: 'w' }, 'Weight'))),
          entry.findings.map((finding, i) => answerBody(entry, i, ['A real specimen? ', taxonNode(finding)], finding.score)),
          answerBody(entry, -1, 'Is it offered?', entry.wildlife.offered),
          answerBody(entry, -2, 'What the seller claims, not weighed', null))
      : h('p', { class: 'note' }, 'No evidence was recorded.'),
    entry.moreEvidence ? h('p', { class: 'note' }, entry.moreEvidence + ' more places are not shown, so the sums here are not whole.') : null,
    h('p', { class: 'note' }, 'Weights are log-odds: + speaks for, − against. A sum s is the probability 1 / (1 + e⁻ˢ).'));
}

function answerRow(word, p) {
  return h('div', {}, h('dt', {}, word),
    h('dd', {}, svg('svg', { class: 'bar', 'aria-hidden': 'true' }, svg('rect', { width: 100 * Math.min(1, Math.max(0, p)) + '%', height: '100%' }))),
    h('dd', {}, share(p)));
}

function itemNodes(entry, place, live) {
  const used = Object.keys(MARK_WORDS).filter((m) => entry.evidence.some((e) => e.text && e.mark === m));
  return [
    h('div', { class: 'head' }, chip(entry.verdict),
      h('span', {}, [...new Set(entry.findings.filter((f) => f.main).map(appendixText))].join(', ')),
      h('span', { class: 'note' }, LANGUAGES[entry.language] || entry.language),
      h('span', { class: 'note' }, h('bdi', {}, entry.id)),
      h('span', { class: 'note' }, place)),
    h('div', { class: 'cols' },
      h('div', { class: 'said' },
        fieldNodes(entry, live),
        entry.facts.length ? h('dl', { class: 'facts' }, entry.facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, h('bdi', {}, value))))) : null,
        used.length ? h('p', { class: 'marks' }, used.map((m) => h('span', { class: 'word m-' + m }, MARK_WORDS[m]))) : null,
        h('h4', {}, 'Found'),
        entry.findings.length ? entry.findings.filter((f) => f.main).map((f) => findingNode(f)) : h('p', { class: 'note' }, 'No taxon was named.'),
        entry.findings.some((f) => !f.main) ? [h('h4', {}, 'Considered, less likely'), entry.findings.filter((f) => !f.main).map((f) => findingNode(f))] : null,
        h('h4', {}, 'Probabilities'),
        h('dl', { class: 'answers' }, answerRow('a real specimen', entry.wildlife.specimen), answerRow('offered', entry.wildlife.offered), answerRow('regulated and offered', entry.wildlife.regulated)),
        h('h4', {}, 'Why'),
        h('p', { class: 'reason' }, latin(entry.reasons.staff, entry)),
        h('p', { class: 'note' }, 'Rule ' + entry.rule),
        entry.claims.length ? h('p', { class: 'field' }, 'The seller claims: ' + entry.claims.join(', ')) : null,
        entry.law.length ? [h('h4', {}, 'Law'), entry.law.map((line) => h('p', { class: 'field' }, line))] : null,
        entry.reasons.seller ? [h('h4', {}, 'What the seller would be told'), h('p', { class: 'reason' }, entry.reasons.seller)] : null,
        entry.warnings.map((text) => h('p', { class: 'warn' }, 'Warning: ' + text))),
      sumTable(entry)),
  ];
}
`;
