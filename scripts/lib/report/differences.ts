import { describeDifference } from '../plan/diff/describe.ts';
import type { Difference } from '../plan/plan.ts';
import { changedText } from './changed-text.ts';
import { escapeTerminal } from './escape.ts';
import type { Paint } from './paint.ts';

/** Texts longer than this are compared on lines of their own. */
const INLINE = 28;
const SIGN_COLORS = { '+': 'green', '-': 'red', '~': 'yellow', '→': 'cyan' } as const;

/** Differences of one resource as lines: a heading for each panel, below it what changed. */
export function differenceLines(
  differences: readonly Difference[],
  paint: Paint,
  columns: number,
  indent = '    ',
): string[] {
  const lines: string[] = [];
  for (const group of groupsOf(differences)) {
    const [first] = group;
    if (!first) continue;
    if (isWhole(first)) {
      const { sign, where, text } = describeDifference(first, columns);
      lines.push(
        `${indent}${paint(SIGN_COLORS[sign], sign)} ${escapeTerminal(where)}${text ? `   ${paint('dim', escapeTerminal(text))}` : ''}`,
      );
      continue;
    }
    const where = first.path.slice(0, -1).join(' › ');
    const inner = where ? `${indent}    ` : `${indent}  `;
    if (where) lines.push(`${indent}${paint('yellow', '~')} ${escapeTerminal(where)}`);
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

/** Differences of one panel stand together, in the order in which they came. */
function groupsOf(differences: readonly Difference[]): Difference[][] {
  const groups = new Map<string, Difference[]>();
  for (const [index, difference] of differences.entries()) {
    const key = isWhole(difference) ? `${index}` : JSON.stringify(difference.path.slice(0, -1));
    const group = groups.get(key);
    if (group) group.push(difference);
    else groups.set(key, [difference]);
  }
  return [...groups.values()];
}
