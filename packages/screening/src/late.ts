/** A thing made when first asked for and kept: what few listings need should not lengthen every start. */
export function late<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
