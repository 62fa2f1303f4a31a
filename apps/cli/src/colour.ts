/** Colour only where a person looks: a terminal, unless NO_COLOR is set; anywhere with FORCE_COLOR. */
export function colourOn(stream: { isTTY?: boolean }): boolean {
  if (process.env.NO_COLOR) return false;
  return stream.isTTY === true || (process.env.FORCE_COLOR !== undefined && process.env.FORCE_COLOR !== '0');
}
