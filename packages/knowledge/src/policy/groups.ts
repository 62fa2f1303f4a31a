/** Groups of taxa that name each other in a circle, or a group that is not there. */
export class GroupError extends Error {}

/**
 * Writes out `@group` among names of taxa.
 *
 * @throws GroupError for a group that is not there, or that holds itself by way of others
 */
export function writtenOut(
  names: readonly string[],
  groups: Readonly<Record<string, readonly string[]>>,
  above: readonly string[] = [],
): string[] {
  return names.flatMap((name) => {
    if (!name.startsWith('@')) return [name];
    const group = name.slice(1);
    const members = Object.hasOwn(groups, group) ? groups[group] : undefined;
    if (members === undefined) throw new GroupError(`there is no group "${name}"`);
    if (above.includes(group)) {
      throw new GroupError(
        `the groups go round in a circle: ${[...above, group].map((one) => `@${one}`).join(' > ')}`,
      );
    }
    return writtenOut(members, groups, [...above, group]);
  });
}
