import type { Json, JsonObject } from '../../state/resource.ts';
import { canonicalJson, isObject } from '../../state/json.ts';
import type { Difference } from '../plan.ts';
import { formatValue } from './units.ts';

/** A difference as one line: `~`, `Latency › Request duration p95 › threshold warning`, `250 ms → 300 ms`. Texts are as people wrote them: escape them for where they are shown. */
export interface DescribedDifference {
  /** `+` added, `-` removed, `~` changed, `→` moved. */
  readonly sign: '+' | '-' | '~' | '→';
  /** Row, panel, property. */
  readonly where: string;
  /** What became of it; empty where the sign says it all. */
  readonly text: string;
}

const SIGNS = { added: '+', removed: '-', changed: '~', moved: '→' } as const;

/** The one wording of a difference for every report. Values longer than `limit` characters are cut in the middle. */
export function describeDifference(difference: Difference, limit = 80): DescribedDifference {
  return {
    sign: SIGNS[difference.what],
    where: difference.path.join(' › '),
    text: textOf(difference, limit),
  };
}

function textOf(difference: Difference, limit: number): string {
  const { what, before, after, unit, note } = difference;
  const show = (value: Json | undefined): string => formatJson(value, unit, limit);
  const bracketed = note === undefined ? '' : ` (${note})`;
  if (what === 'moved')
    return note ?? (typeof after === 'string' ? `${show(before)} → ${show(after)}` : 'moved');
  if (what === 'changed') {
    const pair =
      typeof before === 'string' && typeof after === 'string'
        ? shortenPair(before, after, limit)
        : undefined;
    const [from, to] = pair ?? [show(before), show(after)];
    return `${from} → ${to}${bracketed}`;
  }
  const value = what === 'added' ? after : before;
  // A whole panel, variable or link is named by its path; a group of settings says what it sets.
  if (isObject(value) && NAMED_BY.some((key) => key in value))
    return [panelText(value), note].filter((part) => part !== undefined).join(', ');
  return `${show(value)}${bracketed}`;
}

/** What things have that a person calls by a name, and groups of settings have not. */
const NAMED_BY = ['gridPos', 'id', 'libraryPanel', 'matcher', 'name', 'refId', 'title'];

/** `stat panel, 8×8`; undefined for anything that is not a panel. */
function panelText(value: JsonObject): string | undefined {
  const { gridPos, type } = value;
  if (!isObject(gridPos) || type === 'row') return undefined;
  return `${typeof type === 'string' ? type : 'library'} panel, ${String(gridPos['w'])}×${String(gridPos['h'])}`;
}

function formatJson(value: Json | undefined, unit: string | undefined, limit: number): string {
  if (value === undefined || value === null || value === '') return 'none';
  if (typeof value === 'number') return formatValue(value, unit);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return shorten(value, limit);
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null))
    return value.length === 0 ? 'none' : shorten(value.map(String).join(', '), limit);
  return shorten(formatObject(value), limit);
}

/** A time range as Grafana's picker writes it; anything else by its properties. */
function formatObject(value: Json): string {
  if (!isObject(value)) return canonicalJson(value);
  const { from, to, ...rest } = value;
  if (typeof from === 'string' && typeof to === 'string' && Object.keys(rest).length === 0)
    return `${from} to ${to}`;
  // What kind it is comes first, whatever order the server keeps.
  const rank = (key: string): number => (key === 'type' || key === 'mode' ? 0 : 1);
  return Object.entries(value)
    .toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([key, own]) => `${key} ${typeof own === 'object' ? canonicalJson(own) : String(own)}`)
    .join(', ');
}

function shorten(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= limit) return line;
  const head = Math.ceil((limit - 1) * 0.6);
  return `${line.slice(0, head)}…${line.slice(line.length - (limit - 1 - head))}`;
}

/** Two long texts cut to where they differ, with some of what is around it. Undefined where they need no cutting. */
function shortenPair(before: string, after: string, limit: number): [string, string] | undefined {
  const [left, right] = [before, after].map((text) => text.replace(/\s+/g, ' ').trim());
  if (left === undefined || right === undefined || left === '' || right === '') return undefined;
  if (left.length <= limit && right.length <= limit) return undefined;
  let prefix = 0;
  while (prefix < Math.min(left.length, right.length) && left[prefix] === right[prefix]) prefix++;
  let suffix = 0;
  const most = Math.min(left.length, right.length) - prefix;
  while (suffix < most && left.at(-1 - suffix) === right.at(-1 - suffix)) suffix++;
  const changed = Math.max(left.length, right.length) - prefix - suffix;
  const context = Math.floor((limit - changed) / 2);
  if (context < 8) return undefined;
  const from = Math.max(0, prefix - context);
  const cut = (text: string): string => {
    const to = Math.min(text.length, text.length - suffix + context);
    return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
  };
  return [cut(left), cut(right)];
}
