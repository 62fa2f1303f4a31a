/**
 * The colours of the page, light and dark. They stand here as data so that a test can work out the
 * contrast of every pair that is used.
 */
export const COLOURS = {
  light: {
    paper: '#f8f5ee',
    surface: '#fffdf9',
    sunk: '#f0ebe0',
    ink: '#211f1b',
    muted: '#5b564c',
    line: '#d9d1c1',
    bar: '#6f685b',
    accent: '#85550a',
    onAccent: '#ffffff',
    block: '#a02c1c',
    review: '#6b3d9c',
    ask: '#85550a',
    inform: '#1c5c88',
    clear: '#2d6a34',
    taxon: '#0a665a',
    specimen: '#8f3d12',
    offer: '#1d569c',
    claim: '#79408f',
    against: '#5b564c',
  },
  dark: {
    paper: '#15191d',
    surface: '#1c2126',
    sunk: '#242a30',
    ink: '#ece8df',
    muted: '#aea99d',
    line: '#3a4148',
    bar: '#9c978b',
    accent: '#e3b45c',
    onAccent: '#1a1408',
    block: '#f39a8b',
    review: '#c7a8f3',
    ask: '#e3b45c',
    inform: '#89c6ee',
    clear: '#93cf95',
    taxon: '#6fcfc0',
    specimen: '#eeaa80',
    offer: '#93bdf5',
    claim: '#d9a6ea',
    against: '#aea99d',
  },
} as const;

function variables(colours: Record<string, string>): string {
  return Object.entries(colours)
    .map(([name, value]) => `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}:${value}`)
    .join(';');
}

const each = (names: string, rule: (name: string) => string) => names.split(' ').map(rule).join('\n');

/** The style sheet of the page. */
export const STYLE = `
:root{color-scheme:light dark;${variables(COLOURS.light)}}
@media (prefers-color-scheme:dark){:root{${variables(COLOURS.dark)}}}
@media print{:root{${variables(COLOURS.light)}}}
*{box-sizing:border-box}
html{scroll-padding-block-start:4.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 Inter,"Noto Sans",system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans Arabic","Noto Sans CJK SC","Noto Sans Thai","Noto Sans Devanagari",sans-serif;font-variant-numeric:tabular-nums}
h1,h2,h3,p,ol,ul,dl,dd,figure,table{margin:0;padding:0}
h1,h2,h3{line-height:1.25;font-weight:650}
ol,ul{list-style:none}
i{font-style:italic}
button,input,select{font:inherit;color:inherit}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
.wide{max-width:1400px;margin-inline:auto;padding-inline:24px}
.skip{position:absolute;inset-inline-start:8px;inset-block-start:-60px;background:var(--accent);color:var(--on-accent);padding:8px 14px;z-index:9}
.skip:focus{inset-block-start:8px}
.note,.n{color:var(--muted);font-size:13px}
[hidden]{display:none!important}

header{border-block-end:1px solid var(--line);background:var(--surface)}
header .wide{display:flex;flex-wrap:wrap;align-items:center;gap:6px 28px;padding-block:12px}
.brand{display:flex;align-items:center;gap:9px;font-weight:700;font-size:19px;letter-spacing:-.01em}
.brand svg{inline-size:26px;block-size:26px;color:var(--accent)}
.brand h1{font-size:15px;font-weight:500;color:var(--muted);letter-spacing:0;padding-inline-start:10px;border-inline-start:1px solid var(--line)}
.meta{display:flex;flex-wrap:wrap;gap:2px 20px;margin-inline-start:auto;font-size:13px}
.meta div{display:flex;gap:6px}
.meta dt{color:var(--muted)}
.meta dd{overflow-wrap:anywhere}
.banner{background:var(--sunk);border-block-end:1px solid var(--line);font-size:14px}
.banner .wide{padding-block:8px;display:flex;gap:10px;align-items:baseline}
.banner b{font-weight:650}

.overview{padding-block:24px 8px}
.lead{font-size:20px;font-weight:400;line-height:1.35;max-inline-size:75ch}
.cut{margin-block-start:10px;max-inline-size:75ch}
.tiles{display:grid;grid-template-columns:repeat(5,1fr);gap:12px;margin-block:18px 22px}
.tile{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:12px 14px}
.tile .chip{font-size:15px}
.tile b{display:block;font-size:28px;line-height:1.2;font-weight:650;margin-block-start:4px}
.tile small{font-size:13px;color:var(--muted);display:block}
.shape{inline-size:1em;block-size:1em;flex:none}
.chip{display:inline-flex;align-items:center;gap:6px;font-weight:600;white-space:nowrap}
${each('block review ask inform clear', (v) => `.v-${v}{color:var(--${v})}`)}
.charts{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:28px 36px;padding-block:18px 22px;border-block-start:1px solid var(--line)}
.stack{display:grid;gap:22px;align-content:start}
.chart{min-inline-size:0}
.chart h3{font-size:15px}
.chart figcaption{margin-block-end:10px}
.n{display:block}
.bars{display:grid;gap:5px}
.bars li{display:grid;grid-template-columns:minmax(0,9.6em) 1fr auto;gap:9px;align-items:center;font-size:14px}
.bars .label{display:flex;align-items:center;gap:6px;min-inline-size:0}
.bars .name{overflow-wrap:anywhere;line-height:1.25}
.bar{inline-size:100%;block-size:12px;display:block;border-inline-start:1px solid var(--muted);fill:var(--bar)}
[dir=rtl] .bar{transform:scaleX(-1)}
${each('block review ask inform clear', (v) => `.bars .v-${v} .bar{fill:var(--${v})}.bars .v-${v} .count{color:var(--ink)}`)}
.bars .count{min-inline-size:2.2em;text-align:end}
details{margin-block-start:8px;font-size:13px}
summary{cursor:pointer;color:var(--accent);inline-size:fit-content;padding-block:3px;min-block-size:24px}
.scroll{overflow:auto;max-block-size:300px}
table{border-collapse:collapse;inline-size:100%;font-size:13px}
th,td{text-align:start;padding:5px 8px 5px 0;vertical-align:baseline;font-weight:400;border-block-end:1px solid var(--line)}
thead th,thead td{color:var(--muted);font-weight:500}
.chart td{text-align:end;padding-inline-end:0}

.work{scroll-margin-block-start:-4.5rem;border-block-start:1px solid var(--line);background:var(--surface);padding-block-end:40px;min-block-size:45vh}
.bartop{position:sticky;inset-block-start:0;background:var(--surface);border-block-end:1px solid var(--line);z-index:3}
.bartop .wide{display:flex;flex-wrap:wrap;gap:8px 10px;align-items:center;padding-block:10px}
.bartop h2{font-size:17px;margin-inline-end:6px}
.bartop label{display:flex;align-items:center;gap:6px;font-size:13px;color:var(--muted)}
.bartop input,.bartop select,.button{background:var(--paper);border:1px solid var(--bar);border-radius:6px;padding:5px 9px;min-block-size:34px;color:var(--ink);font-size:14px}
.bartop select{max-inline-size:11em}
.bartop input{inline-size:14em}
.button{cursor:pointer}
.button:hover{background:var(--sunk)}
.button:disabled{opacity:.55;cursor:default}
.found{margin-inline-start:auto;font-size:14px}
.panes{display:grid;grid-template-columns:minmax(280px,360px) minmax(0,1fr);gap:28px}
.list{position:sticky;inset-block-start:var(--top,56px);align-self:start;max-block-size:calc(100vh - var(--top,56px));display:flex;flex-direction:column;border-inline-end:1px solid var(--line)}
.rows{overflow:auto;flex:1;padding-block:6px}
.row{display:grid;grid-template-columns:18px minmax(0,1fr) auto;gap:2px 10px;inline-size:100%;text-align:start;background:none;border:0;border-inline-start:4px solid transparent;padding:8px 12px 8px 8px;cursor:pointer;min-block-size:58px}
.row:hover{background:var(--sunk)}
.row[aria-current=true]{background:var(--sunk);border-inline-start-color:var(--accent)}
.row:focus-visible{outline-offset:-3px}
.row .shape{margin-block-start:4px}
.row .t{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;font-size:14px;line-height:1.5}
.row .s{grid-column:2/-1;font-size:13px;color:var(--muted);display:flex;gap:8px;overflow:hidden;white-space:nowrap}
.row .s span:first-child{overflow:hidden;text-overflow:ellipsis}
.row .p{font-size:13px;color:var(--muted)}
.pager{display:flex;gap:8px;align-items:center;justify-content:space-between;padding:8px 12px;border-block-start:1px solid var(--line);font-size:13px}
.empty{padding:48px 0;max-inline-size:60ch}

.item{padding-block:20px;min-inline-size:0}
.item>header,.item header{background:none;border:0}
.head{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;font-size:14px}
.head .chip{font-size:16px}
.cols{display:grid;grid-template-columns:minmax(0,1fr) minmax(330px,40%);gap:28px;margin-block-start:6px}
.said{min-inline-size:0}
.said h3.title{font-size:21px;line-height:1.4;margin-block-end:8px;overflow-wrap:anywhere}
.text{max-inline-size:75ch;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.7;margin-block-end:10px;max-block-size:26em;overflow:auto;padding:0 2px 5px}
.text small,.field small{color:var(--muted);font-size:13px}
.field{font-size:14px;margin-block-end:4px;overflow-wrap:anywhere}
.facts{display:flex;flex-wrap:wrap;gap:2px 18px;font-size:13px;margin-block:8px 4px}
.facts div{display:flex;gap:5px;min-inline-size:0}
.facts dt{color:var(--muted)}
.facts dd{overflow-wrap:anywhere}
.marks{display:flex;flex-wrap:wrap;gap:3px 16px;font-size:13px;color:var(--muted);margin-block:10px 4px}
mark{background:none;color:inherit;padding-block-end:1px;text-decoration-line:underline;text-decoration-thickness:2px;text-underline-offset:4px;text-decoration-skip-ink:none;border-radius:2px;cursor:help}
.m-taxon{text-decoration-style:solid;text-decoration-thickness:3px}
.m-specimen{text-decoration-style:double}
.m-offer{text-decoration-style:dotted;text-decoration-thickness:3px}
.m-claim{text-decoration-style:dashed}
.m-against{text-decoration-style:wavy;text-decoration-thickness:1.5px}
${each('taxon specimen offer claim against', (m) => `mark.m-${m}{text-decoration-color:var(--${m});background:color-mix(in srgb,var(--${m}) 11%,transparent)}.word.m-${m}{color:var(--${m})}`)}
mark.on{background:color-mix(in srgb,var(--accent) 32%,transparent)}
tr.on td{background:color-mix(in srgb,var(--accent) 16%,transparent)}
.item h4{font-size:13px;font-weight:600;color:var(--muted);margin:20px 0 6px}
.finding{border-block-start:1px solid var(--line);padding-block:8px;font-size:14px}
.finding p{max-inline-size:75ch}
.finding .what{font-size:16px}
.finding .what b{font-weight:650}
.answers{display:grid;gap:4px;font-size:14px;max-inline-size:34em}
.answers div{display:grid;grid-template-columns:12em 1fr 3.4em;gap:10px;align-items:center}
.answers .bar{background:var(--sunk)}
.answers dd:last-child{text-align:end}
.reason{max-inline-size:75ch;white-space:pre-wrap;font-size:14px;overflow-wrap:anywhere}
.warn{border-inline-start:3px solid var(--ask);padding-inline-start:10px;font-size:14px}
.sum{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:12px 14px;align-self:start;min-inline-size:0}
.sum h4{margin-block-start:0;color:var(--ink);font-size:14px}
.sum td,.sum th{overflow-wrap:anywhere}
.sum td.w,.sum th.w{text-align:end;white-space:nowrap;padding-inline-end:0}
.sum .src{display:block;color:var(--muted)}
.sum .grp th{color:var(--muted);padding-block-start:12px}
.sum tr.total td,.sum tr.total th{font-weight:650;border-block-end:0;border-block-start:2px solid var(--ink)}
.sum tr.total td,.sum tr.total th{padding-block-end:0}
.sum tr.part td,.sum tr.part th{color:var(--muted);border:0;padding-block-start:0}
.word{text-decoration-line:underline;text-underline-offset:3px;text-decoration-thickness:2px;text-decoration-skip-ink:none}
.tip{position:absolute;z-index:8;max-inline-size:min(340px,calc(100vw - 24px));background:var(--ink);color:var(--paper);padding:8px 12px;border-radius:6px;font-size:13px;line-height:1.45}
.tip p+p{margin-block-start:6px;border-block-start:1px solid color-mix(in srgb,var(--paper) 35%,transparent);padding-block-start:6px}
.keys{position:fixed;inset-block-end:20px;inset-inline-end:20px;z-index:7;background:var(--surface);border:1px solid var(--bar);border-radius:8px;padding:14px 18px;font-size:14px;max-inline-size:calc(100vw - 40px)}
.keys dl{display:grid;grid-template-columns:auto 1fr;gap:5px 16px;margin-block:8px 10px}
kbd{font:inherit;font-weight:600;border:1px solid var(--bar);border-radius:4px;padding:0 6px}
.back{display:none;margin-block-end:10px}
footer{border-block-start:1px solid var(--line);padding-block:18px 30px;font-size:13px;color:var(--muted)}
footer p{max-inline-size:90ch;margin-block-end:6px}
#print{display:none}

@media (max-width:1180px){.charts{grid-template-columns:repeat(2,minmax(0,1fr))}.cols{grid-template-columns:minmax(0,1fr)}.panes{grid-template-columns:minmax(240px,300px) minmax(0,1fr)}}
@media (max-width:780px){
.wide{padding-inline:16px}
.meta{margin-inline-start:0}
.tiles{grid-template-columns:repeat(2,1fr)}
.tile:first-child{grid-column:1/-1}
.charts{grid-template-columns:minmax(0,1fr)}
.bartop{position:static}
.bartop label,.bartop input,.bartop select{flex:1 1 100%;max-inline-size:none;inline-size:100%}
.bartop label.half{flex:1 1 calc(50% - 10px);flex-direction:column;align-items:stretch;gap:2px}
.bartop label.half span{display:block}
.found{margin-inline-start:0;flex:1}
.panes{grid-template-columns:minmax(0,1fr)}
.list{position:static;max-block-size:none;border:0}
.work[data-view=list] .item,.work[data-view=item] .list,.work[data-view=item] .bartop{display:none}
.back{display:inline-block}
.sum{padding:10px}
.answers div{grid-template-columns:9.5em 1fr 3em}
}
@media print{
body{font-size:10pt;background:#fff}
header,.work,.sum,.banner{background:none}
.bartop,.list,.item,.keys,.tip,.skip,details,.work .panes{display:none!important}
#print{display:block}
#print{font-size:9pt}
#print .item{display:block!important;border-block-start:1px solid var(--ink);padding-block:8pt 2pt}
#print .title{font-size:12pt;margin-block-end:3pt}
#print .head,#print .said h3,#print .finding,#print tr,#print .answers{break-inside:avoid}
#print .head,#print .item h4{break-after:avoid}
#print .item h4{margin-block:7pt 2pt}
#print .item :is(p,dl,td,th,.text,.finding,.chip){font-size:8.5pt;line-height:1.35}
#print .finding .what{font-size:10pt}
#print td,#print th{padding-block:2pt}
#print .text{max-block-size:none}
.work{min-block-size:0}
.charts{grid-template-columns:repeat(2,minmax(0,1fr));gap:12pt 20pt;padding-block:8pt}
.overview{padding-block:8pt 0}
.tiles{margin-block:8pt;gap:6pt}
.tile{padding:6pt}
.tile b{font-size:15pt}
.lead{font-size:13pt}
.bars li{font-size:9pt}
.bars{gap:2pt}
.chart{break-inside:avoid}
.cols{grid-template-columns:minmax(0,1fr) 44%}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
@media (forced-colors:active){.bar rect{fill:CanvasText}mark.on{outline:2px solid Highlight}}
`;
