import type { LocatedFinding, RawFinding } from './raw-finding.ts';

/** Gives findings their place in the text of a JSON file: that of the query, else of the panel's title. */
export function locateInJson(
  findings: readonly RawFinding[],
  file: string,
  text: string,
): LocatedFinding[] {
  const starts = lineStarts(text);
  const known = new Map<string, number>();
  let last = 0;
  const find = (needle: string): number => {
    let index = known.get(needle);
    if (index !== undefined) return index;
    // Findings come in the order of the file, mostly: the next one is near.
    index = text.indexOf(needle, last);
    if (index === -1) index = text.indexOf(needle);
    known.set(needle, index);
    if (index !== -1) last = index;
    return index;
  };
  return findings.map((finding) => {
    const offset = offsetOf(finding, find);
    const line = lineOf(starts, offset);
    return located(finding, { file, line: line + 1, column: offset - (starts[line] ?? 0) + 1 });
  });
}

function offsetOf({ query, panel, uid }: RawFinding, find: (needle: string) => number): number {
  if (query) {
    const escaped = JSON.stringify(query.text);
    const index = find(escaped);
    // The same text one escape at a time: the offset in the file is that of the escaped part before it.
    if (index !== -1) return index + JSON.stringify(query.text.slice(0, query.from)).length - 1;
  }
  const title = panel?.split(' › ').at(-1);
  for (const needle of [title, uid]) {
    const index = needle === undefined ? -1 : find(JSON.stringify(needle));
    if (index !== -1) return index;
  }
  return 0;
}

/** A raw finding at a place, with what the terminal and `--fix` need of its query. */
export function located(
  { code, severity, message, uid, panel, fix, query, panelIndex, newId }: RawFinding,
  place: { file: string; line: number; column: number },
): LocatedFinding {
  return {
    code,
    severity,
    message,
    ...place,
    ...(uid !== undefined && { uid }),
    ...(panel !== undefined && { panel }),
    ...(fix && { fix: fix.description }),
    ...(query && { excerpt: query }),
    ...(panelIndex !== undefined &&
      newId !== undefined && { renumber: { index: panelIndex, to: newId } }),
    ...(query && fix?.replacement !== undefined && { edit: editOf(query.text, fix) }),
  };
}

function editOf(
  text: string,
  { replacement = '', from = 0, to = from }: { replacement?: string; from?: number; to?: number },
): { before: string; after: string } {
  return { before: text, after: text.slice(0, from) + replacement + text.slice(to) };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1))
    starts.push(index + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
