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

/** The lines of two texts side by side, after the equal ones at both ends are set aside. */
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
  const head = left.slice(0, top).map((text, i): DiffLine => ({ sign: ' ', text, line: i + 1 }));
  const end = left.length - bottom;
  const tail = left.slice(end).map((text, k): DiffLine => ({ sign: ' ', text, line: end + k + 1 }));
  const middle = a.length * b.length > MOST_COMPARED ? resync(a, b, top) : longest(a, b, top);
  return [...head, ...middle, ...tail];
}

/** Pairs of lines that may be compared with each other. */
const MOST_COMPARED = 1_000_000;
/** Lines ahead in which two texts are expected to meet again. */
const WINDOW = 50;

/** For files of many thousand lines with small changes: goes through both at once and looks a little ahead where they differ. */
function resync(a: readonly string[], b: readonly string[], top: number): DiffLine[] {
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ sign: ' ', text: a[i] ?? '', line: top + ++i });
      j++;
      continue;
    }
    const [skipA, skipB] = meeting(a, b, i, j);
    for (let k = 0; k < skipA; k++) lines.push({ sign: '-', text: a[i] ?? '', line: top + ++i });
    for (let k = 0; k < skipB; k++)
      lines.push({ sign: '+', text: b[j++] ?? '', line: top + i + 1 });
  }
  return lines;
}

/** How many lines of each to pass until they agree again; to the ends where they do not. */
function meeting(
  a: readonly string[],
  b: readonly string[],
  i: number,
  j: number,
): readonly [number, number] {
  for (let sum = 1; sum <= WINDOW; sum++)
    for (let skipA = 0; skipA <= sum; skipA++) {
      const [x, y] = [i + skipA, j + sum - skipA];
      if (x < a.length && y < b.length && a[x] === b[y]) return [skipA, sum - skipA];
    }
  return [a.length - i, b.length - j];
}

/** The longest common subsequence of lines. */
function longest(a: readonly string[], b: readonly string[], top: number): DiffLine[] {
  const lengths = Array.from({ length: a.length + 1 }, () =>
    Array.from({ length: b.length + 1 }, () => 0),
  );
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i]![j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
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
  return lines;
}
