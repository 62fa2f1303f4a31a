/**
 * What a reader needs of the page, checked inside a browser: contrast of every visible text, a name for every
 * control, sizes of targets, unique ids, no sideways scroll. Gives a list of troubles. Used by tests only.
 */
export const AUDIT = String.raw`(() => {
  const troubles = [];
  const rgba = (text) => {
    const n = (text.match(/-?[\d.]+(e-?\d+)?/g) || []).map(Number);
    return text.startsWith('color(') ? [n[0] * 255, n[1] * 255, n[2] * 255, n[3] ?? 1] : [n[0], n[1], n[2], n[3] ?? 1];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const ground = (node) => {
    const layers = [];
    for (let n = node; n; n = n.parentElement) {
      const c = rgba(getComputedStyle(n).backgroundColor);
      if (c[3] > 0) layers.push(c);
      if (c[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const luminance = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !node.checkVisibility() || node.closest('script,style,noscript,button:disabled')) continue;
    const back = ground(node);
    const ink = over(rgba(getComputedStyle(node).color), back);
    const [dark, light] = [luminance(ink), luminance(back)].sort((a, b) => a - b);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) troubles.push('contrast ' + ratio.toFixed(2) + ': ' + walk.currentNode.data.slice(0, 40));
  }
  for (const node of document.querySelectorAll('button,input,select,a,summary')) {
    if (!node.checkVisibility()) continue;
    const name = node.getAttribute('aria-label') || (node.labels && node.labels[0] && node.labels[0].textContent) || node.textContent;
    if (!name.trim()) troubles.push('no name: ' + node.outerHTML.slice(0, 80));
    const box = node.getBoundingClientRect();
    if (box.height < 24 || box.width < 24) troubles.push('small target: ' + node.outerHTML.slice(0, 80) + ' ' + box.width + ' x ' + box.height);
  }
  for (const node of document.querySelectorAll('svg')) {
    if (node.checkVisibility() && node.getAttribute('aria-hidden') !== 'true' && !node.closest('[aria-hidden=true]') && !node.getAttribute('aria-label')) troubles.push('svg without a name');
  }
  for (const node of document.querySelectorAll('table')) if (!node.querySelector('th[scope]')) troubles.push('table without headers');
  const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
  if (new Set(ids).size !== ids.length) troubles.push('an id occurs twice');
  if (document.querySelectorAll('h1').length !== 1) troubles.push('not one h1');
  if (!document.documentElement.lang) troubles.push('no language');
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) troubles.push('scrolls sideways: ' + document.documentElement.scrollWidth);
  return troubles;
})()`;
