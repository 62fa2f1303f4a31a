import { shown } from './refusal.ts';

/** True when brackets in a JSON text nest deeper than `depth`. One pass, no parsing. */
export function nestedDeeper(text: string, depth: number): boolean {
  let open = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22) {
      i = endOfString(text, i);
      if (i < 0) return false;
    } else if (unit === 0x7b || unit === 0x5b) {
      open += 1;
      if (open > depth) return true;
    } else if (unit === 0x7d || unit === 0x5d) open -= 1;
  }
  return false;
}

/** Where the string that opens at `start` closes, or -1. */
function endOfString(text: string, start: number): number {
  let close = text.indexOf('"', start + 1);
  while (close >= 0) {
    let slashes = 0;
    while (text.charCodeAt(close - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return close;
    close = text.indexOf('"', close + 1);
  }
  return -1;
}

/** The id in a row that cannot be parsed, if it stands near the beginning: it helps to find the row again. */
export function idIn(text: string): string | undefined {
  return /"id"\s{0,9}:\s{0,9}"([^"\\]{1,512})"/.exec(text.slice(0, 2_000))?.[1];
}

/** What the JSON parser found wrong, without the long texts it quotes. */
export function jsonReason(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const at = /at position (\d+)/.exec(message)?.[1];
  if (at !== undefined) {
    const near = text.slice(Math.max(0, Number(at) - 10), Number(at) + 10);
    return `it is not valid JSON at character ${Number(at) + 1}, near ${shown(near)}`;
  }
  if (/end of JSON|Unterminated/i.test(message)) {
    return `it is not valid JSON: it ends too early, after ${shown(text.slice(-20))}`;
  }
  return `it is not valid JSON; it begins ${shown(text.slice(0, 20))}`;
}
