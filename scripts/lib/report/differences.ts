import { describeDifference } from '../plan/diff/describe.ts';
import type { Difference } from '../plan/plan.ts';
import { changedText } from './changed-text.ts';
import { escapeTerminal } from './escape.ts';
import type { Paint } from './paint.ts';

/** Texts longer than this are compared on lines of their own. */
const INLINE = 28;
/** Panels that are named before "and n more". */
const NAMED = 4;
const SIGN_COLORS = { '+': 'green', '-': 'red', '~': 'yellow', '→': 'cyan' } as const;

/** Differences of one resource as lines: a heading for each panel, below it what changed. */
export function differenceLines(
  differences: readonly Difference[],
  paint: Paint,
  columns: number,
  indent = '    ',
): string[] {
  const lines: string[] = [];
  for (const { where, whole, properties: group } of groupsOf(differences)) {
    const inner = where ? `${indent}    ` : `${indent}  `;
    if (whole) {
      const { sign, text } = describeDifference(whole, columns);
      const fact = text ? `   ${paint('dim', escapeTerminal(text))}` : '';
      lines.push(`${indent}${paint(SIGN_COLORS[sign], sign)} ${escapeTerminal(where)}${fact}`);
    } else if (where) lines.push(`${indent}${paint('yellow', '~')} ${escapeTerminal(where)}`);
    if (group.length === 0) continue;
    const width = Math.max(...group.map(({ path }) => labelOf(path).length));
    for (const difference of group) {
      const prefix = where
        ? ''
        : `${paint(SIGN_COLORS[describeDifference(difference).sign], describeDifference(difference).sign)} `;
      const start = `${where ? inner : indent}${prefix}`;
      const pad = ' '.repeat((where ? inner : indent).length + (where ? 0 : 2));
      lines.push(...propertyLines(difference, start, pad, width, paint, columns));
    }
  }
  return lines;
}

function propertyLines(
  difference: Difference,
  start: string,
  pad: string,
  width: number,
  paint: Paint,
  columns: number,
): string[] {
  const label = escapeTerminal(labelOf(difference.path)).padEnd(width);
  const { what, before, after } = difference;
  const isLong =
    typeof before === 'string' &&
    typeof after === 'string' &&
    Math.max(before.length, after.length) > INLINE;
  if (what !== 'changed' || !isLong) {
    const { text, sign } = describeDifference(difference, columns - pad.length - width - 4);
    const word = what === 'added' ? 'added ' : what === 'removed' ? 'removed ' : '';
    return [
      `${start}${label}   ${sign === '~' || sign === '→' ? '' : word}${escapeTerminal(text)}`,
    ];
  }
  const gap = ' '.repeat(width + 3);
  const texts = changedText(before, after, Math.max(30, columns - pad.length - gap.length - 2));
  return [
    `${start}${label}   ${paint('red', '-')} ${texts.before}`,
    `${pad}${gap}  ${paint('red', texts.beforeCarets)}`,
    `${pad}${gap}${paint('green', '+')} ${texts.after}`,
    `${pad}${gap}  ${paint('green', texts.afterCarets)}`,
  ];
}

const labelOf = (path: readonly string[]): string => path.at(-1) ?? '';

/** A panel, row, variable or link that came, went or moved as a whole: its path is its name. */
const isWhole = ({ what, before, after, path }: Difference): boolean => {
  const value = what === 'added' ? after : before;
  return (
    (what === 'moved' && path.length > 1) ||
    (what !== 'changed' && typeof value === 'object' && value !== null && !Array.isArray(value))
  );
};

/** What differs in one thing: in its place or existence, and in its properties. */
interface Group {
  /** Row and panel; empty for the dashboard itself. */
  where: string;
  whole?: Difference;
  readonly properties: Difference[];
}

/** Differences of one panel stand together, in the order in which they came; its move comes before what changed in it. */
function groupsOf(differences: readonly Difference[]): Group[] {
  const groups = new Map<string, Group>();
  for (const difference of differences) {
    const path = isWhole(difference) ? difference.path : difference.path.slice(0, -1);
    const key = JSON.stringify(path);
    const group = groups.get(key) ?? { where: path.join(' › '), properties: [] };
    groups.set(key, group);
    if (isWhole(difference) && !group.whole) group.whole = difference;
    else group.properties.push(difference);
  }
  return movedTogether([...groups.values()]);
}

/** Panels of a row that only stand elsewhere in it, as one line: what was put in or taken out before them has pushed them on. */
function movedTogether(groups: readonly Group[]): Group[] {
  const lines: Group[] = [];
  const together = new Map<string, { names: string[]; line: Group }>();
  for (const group of groups) {
    const { whole, properties } = group;
    if (whole?.what !== 'moved' || whole.note !== undefined || properties.length > 0) {
      lines.push(group);
      continue;
    }
    const row = whole.path.slice(0, -1).join(' › ');
    const name = labelOf(whole.path);
    const known = together.get(row);
    if (!known) {
      const line = { ...group };
      together.set(row, { names: [name], line });
      lines.push(line);
      continue;
    }
    known.names.push(name);
    known.line.where = row;
    const more = known.names.length - NAMED;
    known.line.whole = {
      ...whole,
      note: `${known.names.length} panels moved: ${known.names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    };
  }
  return lines;
}
