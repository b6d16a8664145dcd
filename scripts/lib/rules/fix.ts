import type { LocatedFinding } from './raw-finding.ts';

export interface FileFix {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** How many findings it repairs. */
  readonly count: number;
}

/**
 * The files after every safe replacement. A query's text is looked for as it stands, or as JSON has it; where it is put
 * together from parts, the smallest part that differs is replaced if it occurs once. What cannot be placed for certain is
 * left to a person.
 */
export function fixesFor(
  findings: readonly LocatedFinding[],
  read: (file: string) => string,
): FileFix[] {
  const files = new Map<string, { before: string; after: string; count: number }>();
  for (const { file, edit } of findings) {
    if (!edit) continue;
    let entry = files.get(file);
    if (!entry) {
      const before = read(file);
      files.set(file, (entry = { before, after: before, count: 0 }));
    }
    const fixed = replacedOnce(entry.after, edit, file.endsWith('.json'));
    if (fixed === undefined) continue;
    entry.after = fixed;
    entry.count++;
  }
  return [...files].flatMap(([file, { before, after, count }]) =>
    before === after ? [] : [{ file, before, after, count }],
  );
}

function replacedOnce(
  text: string,
  { before, after }: { before: string; after: string },
  isJson: boolean,
): string | undefined {
  if (isJson)
    return text.includes(JSON.stringify(before))
      ? text.replaceAll(JSON.stringify(before), () => JSON.stringify(after))
      : undefined;
  const whole = replaceSingle(text, before, after);
  if (whole !== undefined) return whole;
  const { removed, added } = difference(before, after);
  return removed.length < 4 ? undefined : replaceSingle(text, removed, added);
}

function replaceSingle(text: string, before: string, after: string): string | undefined {
  const index = text.indexOf(before);
  if (index === -1 || text.includes(before, index + 1)) return undefined;
  return text.slice(0, index) + after + text.slice(index + before.length);
}

/** The part that differs, widened to whole words. */
function difference(before: string, after: string): { removed: string; added: string } {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before.at(-1 - end) === after.at(-1 - end)
  )
    end++;
  while (start > 0 && /[^\s,{}()]/.test(before[start - 1] ?? '')) start--;
  while (end > 0 && /[^\s,{}()]/.test(before[before.length - end] ?? '')) end--;
  return {
    removed: before.slice(start, before.length - end),
    added: after.slice(start, after.length - end),
  };
}
