/** The pad and the four toes, one colour, readable at 16 px. `docs/assets/pugmark.svg` is the same drawing. */
export const PUGMARK_SHAPE =
  '<ellipse cx="5.4" cy="14.2" rx="2.9" ry="4" transform="rotate(-24 5.4 14.2)"/>' +
  '<ellipse cx="11.9" cy="6.9" rx="3.1" ry="4.6" transform="rotate(-7 11.9 6.9)"/>' +
  '<ellipse cx="20.4" cy="6.9" rx="3.1" ry="4.6" transform="rotate(9 20.4 6.9)"/>' +
  '<ellipse cx="26.7" cy="14.4" rx="2.9" ry="4" transform="rotate(26 26.7 14.4)"/>' +
  '<path d="M16 14c3.3 0 5.2 1.9 7.2 4.7 1.8 2.5 2.9 4.5 2.3 6.9-.6 2.5-3 3.7-5.3 3.1-1.6-.4-2.7-1.1-4.2-1.1s-2.6.7-4.2 1.1c-2.3.6-4.7-.6-5.3-3.1-.6-2.4.5-4.4 2.3-6.9C10.8 15.9 12.7 14 16 14Z"/>';

/** The mark as an SVG file of its own. */
export function pugmarkSvg(colour = 'currentColor'): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="${colour}" role="img" aria-label="Pugmark">${PUGMARK_SHAPE}</svg>`;
}
