/** A named group of a regular expression: its name and where the name stands in the pattern. */
export interface GroupName {
  readonly name: string;
  readonly offset: number;
}

const GROUP = /\\.|\[(?:\\.|[^\]\\])*\]|\(\?P?<([^=!>][^>]*)>/g;

/** The named groups of a regular expression in order: `(?<user>\S+)`, also in RE2's spelling `(?P<user>\S+)`. */
export function groupNamesOf(pattern: string): GroupName[] {
  const groups: GroupName[] = [];
  for (const match of pattern.matchAll(GROUP)) {
    const [whole, name] = match;
    if (name !== undefined)
      groups.push({ name, offset: match.index + whole.length - name.length - 1 });
  }
  return groups;
}
