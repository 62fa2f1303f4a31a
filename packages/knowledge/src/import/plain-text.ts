const entities: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text without HTML, in one line, NFC: fit for a cell. */
export function plainText(text: string): string {
  return text
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ')
    .replace(/&(?:#(\d{1,7})|([a-z]{2,5}));/gi, (whole, code, name) => {
      if (code) return Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : whole;
      return entities[name.toLowerCase()] ?? whole;
    })
    .replace(/[\s\u00A0\p{Cc}\u200B\uFEFF]+/gu, ' ')
    .replace(/ ([,.;:)])/g, '$1')
    .trim()
    .normalize('NFC');
}

/**
 * Whether a text was decoded wrongly somewhere on its way: the replacement character, or UTF-8 that was read as
 * Latin-1 ("ColibrÃ­"). Such a text must not become a name.
 */
export function isDamaged(text: string): boolean {
  return /\uFFFD|Ã[\u0080-\u00BF‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|Â[\u00A0-\u00BF]|â€/.test(text);
}
