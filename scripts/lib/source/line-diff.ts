/** A change of a text as `diff -u` shows it, for a person to read. */
export function unifiedDiff(file: string, before: string, after: string, around = 2): string {
  const [left, right] = [before.split('\n'), after.split('\n')];
  const lines = align(left, right);
  const shown = new Set<number>();
  lines.forEach(({ sign }, index) => {
    if (sign === ' ') return;
    for (let at = index - around; at <= index + around; at++) shown.add(at);
  });
  const result = [`--- ${file}`, `+++ ${file}`];
  let previous = -2;
  for (const [index, { sign, text, line }] of lines.entries()) {
    if (!shown.has(index)) continue;
    if (index !== previous + 1) result.push(`@@ line ${line} @@`);
    result.push(`${sign}${text}`);
    previous = index;
  }
  return `${result.join('\n')}\n`;
}

interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
  /** Of the old text, from 1. */
  readonly line: number;
}

/** Longest common subsequence of lines, after the equal lines at both ends are set aside. */
function align(left: readonly string[], right: readonly string[]): DiffLine[] {
  let top = 0;
  while (top < Math.min(left.length, right.length) && left[top] === right[top]) top++;
  let bottom = 0;
  while (
    bottom < Math.min(left.length, right.length) - top &&
    left.at(-1 - bottom) === right.at(-1 - bottom)
  )
    bottom++;
  const [a, b] = [left.slice(top, left.length - bottom), right.slice(top, right.length - bottom)];
  const lengths = Array.from({ length: a.length + 1 }, () =>
    Array.from({ length: b.length + 1 }, () => 0),
  );
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i]![j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = left.slice(0, top).map((text, i) => ({ sign: ' ', text, line: i + 1 }));
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const line = top + i + 1;
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ sign: ' ', text: a[i] ?? '', line });
      i++;
      j++;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1)))
      lines.push({ sign: '-', text: a[i++] ?? '', line });
    else lines.push({ sign: '+', text: b[j++] ?? '', line });
  }
  const end = left.length - bottom;
  return [
    ...lines,
    ...left.slice(end).map((text, k): DiffLine => ({ sign: ' ', text, line: end + k + 1 })),
  ];
}
