/** The lines that differ between two texts of one file, in the manner of a unified diff without context. */
export function lineDiff(file: string, before: string, after: string): string[] {
  const [old, made] = [before.split('\n'), after.split('\n')];
  const lines = [`--- ${file}`, `+++ ${file}`];
  // Repairs replace text within lines: the two have the same number of them, but for edits that span lines.
  const length = Math.max(old.length, made.length);
  for (let index = 0; index < length; index++) {
    if (old[index] === made[index]) continue;
    lines.push(`@@ line ${index + 1} @@`);
    if (old[index] !== undefined) lines.push(`-${old[index] ?? ''}`);
    if (made[index] !== undefined) lines.push(`+${made[index] ?? ''}`);
  }
  return lines;
}
