/** The headings of a Markdown text, code blocks left out. */
export function headingsOf(text) {
  return withoutCode(text)
    .split('\n')
    .map((line) => line.match(/^#{1,6}\s+(.*?)\s*#*$/)?.[1])
    .filter((heading) => heading !== undefined);
}

/** The anchors that GitHub gives to the headings, with "-1", "-2" for repeated ones, and explicit ids. */
export function anchorsOf(text) {
  const anchors = new Set();
  const seen = new Map();
  for (const heading of headingsOf(text)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
    const slug = plain
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
  }
  for (const [, id] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

/** The targets of links and pictures that point into the repository, with their lines. */
export function relativeLinksOf(text) {
  const links = [];
  withoutCode(text)
    .split('\n')
    .forEach((line, index) => {
      const clean = line.replace(/`[^`]*`/g, '');
      for (const [, target] of clean.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g))
        add(target, index);
      for (const [, target] of clean.matchAll(/<(?:img|a|source)\b[^>]*?(?:src|href|srcset)="([^"\s]+)"/g))
        add(target, index);
    });
  return links;

  function add(target, index) {
    if (!/^[a-z][a-z0-9+.-]*:/i.test(target)) links.push({ target, line: index + 1 });
  }
}

/** The blocks that are marked to be run, as shell scripts: "```sh run", and "```js run" for Node. */
export function examplesOf(text) {
  const found = [];
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const language = /^```(sh|js) run$/.exec(lines[i].trim())?.[1];
    if (!language) continue;
    const end = lines.indexOf('```', i + 1);
    const text = lines.slice(i + 1, end < 0 ? lines.length : end).join('\n');
    const script =
      language === 'sh' ? text : `node --input-type=module <<'END_OF_EXAMPLE'\n${text}\nEND_OF_EXAMPLE`;
    found.push({ line: i + 1, script });
    i = end < 0 ? lines.length : end;
  }
  return found;
}

function withoutCode(text) {
  let fence;
  return text
    .split('\n')
    .map((line) => {
      const mark = line.match(/^\s*(```+|~~~+)/)?.[1];
      if (fence === undefined && mark) {
        fence = mark;
        return '';
      }
      if (fence !== undefined) {
        if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
        return '';
      }
      return line;
    })
    .join('\n');
}
