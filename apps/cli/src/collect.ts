/** For an option that may be repeated: every value, in order. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
