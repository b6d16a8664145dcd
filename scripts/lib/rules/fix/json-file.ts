import { parseExpression } from '@babel/parser';
import { applyEdits } from '../../source/edits.ts';
import { nodesIn, spanOf, type Node } from '../../source/syntax.ts';
import { isObject } from '../model/json.ts';
import { readDashboard } from '../model/read-dashboard.ts';
import type { TextEdit } from '../../source/edits.ts';
import type { JsonObject } from '../../state/resource.ts';
import type { DashboardModel } from '../model/model.ts';
import type { RawFinding } from '../raw-finding.ts';

/** One repair may uncover the next in the same query. */
const MOST_PASSES = 20;
/** What holds a query: of a target, and of a variable, where it stands inside `label_values(…)`. */
const QUERY_KEYS: ReadonlySet<string> = new Set(['expr', 'expression', 'query', 'definition']);

/**
 * The text of a dashboard file with every repair made: only the literals that change, all else byte for byte. `check` is asked
 * again after each pass, until it has nothing left that can be repaired. Never throws for what is no dashboard.
 */
export function fixJson(
  text: string,
  check: (dashboard: DashboardModel) => readonly RawFinding[],
): { readonly text: string; readonly count: number } {
  let fixed = text;
  let count = 0;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const json = jsonOf(fixed);
    const dashboard = readDashboard(json);
    if (!dashboard || !isObject(json)) break;
    const repairs = check(dashboard).filter(
      ({ fix, newId }) => fix?.replacement !== undefined || newId !== undefined,
    );
    if (repairs.length === 0) break;
    const edits = editsFor(fixed, json, dashboard, repairs);
    if (edits.length === 0) break;
    fixed = applyEdits(fixed, edits);
    count += edits.length;
  }
  return { text: fixed, count };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function editsFor(
  text: string,
  json: JsonObject,
  dashboard: DashboardModel,
  repairs: readonly RawFinding[],
): TextEdit[] {
  const tree = treeOf(text);
  if (!tree) return [];
  const queries = new Map<string, string>();
  for (const { query, fix } of repairs)
    if (query && fix?.replacement !== undefined && !queries.has(query.text)) {
      const { from = 0, to = from, replacement } = fix;
      queries.set(query.text, query.text.slice(0, from) + replacement + query.text.slice(to));
    }
  return [
    ...queryEdits(tree, queries),
    ...repairs.flatMap(({ panelIndex, newId }) => {
      const panel = panelIndex === undefined ? undefined : dashboard.panels[panelIndex]?.json;
      const path = panel && pathTo(json, panel);
      return path && newId !== undefined ? idEdits(tree, path, newId, text) : [];
    }),
  ];
}

/** Nested so deep that no dashboard is: the parser calls itself. */
const MAX_DEPTH = 200;

function treeOf(text: string): Node | undefined {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/g)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth > MAX_DEPTH) return undefined;
  }
  // JSON may give `__proto__` twice, which an expression may not.
  return parseExpression(text, { errorRecovery: true });
}

function queryEdits(tree: Node, queries: ReadonlyMap<string, string>): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const [node, parent] of nodesIn(tree)) {
    if (node.type !== 'StringLiteral' || parent?.type !== 'ObjectProperty') continue;
    if (parent.value !== node || !QUERY_KEYS.has(keyOf(parent))) continue;
    const after = queries.get(node.value) ?? insideCall(node.value, queries);
    if (after !== undefined) edits.push({ file: '', ...spanOf(node), text: JSON.stringify(after) });
  }
  return edits;
}

/** `label_values(up{…}, job)`: the selector in it. */
function insideCall(value: string, queries: ReadonlyMap<string, string>): string | undefined {
  if (!/^(?:label_values|query_result)\(/.test(value.trim())) return undefined;
  for (const [before, after] of queries) {
    const [start, rest, ...more] = value.split(before);
    if (rest !== undefined && more.length === 0) return `${start}${after}${rest}`;
  }
  return undefined;
}

const keyOf = ({ key }: { key: Node }): string =>
  key.type === 'StringLiteral' ? key.value : key.type === 'Identifier' ? key.name : '';

/** The keys that lead to an object within a JSON value. */
function pathTo(root: unknown, wanted: object): string[] | undefined {
  const pending: { value: object; path: string[] }[] = [{ value: root as object, path: [] }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.value === wanted) return next.path;
    for (const [key, value] of Object.entries(next.value) as [string, unknown][])
      if (typeof value === 'object' && value !== null)
        pending.push({ value, path: [...next.path, key] });
  }
  return undefined;
}

function idEdits(tree: Node, path: readonly string[], id: number, text: string): TextEdit[] {
  const panel = path.reduce<Node | undefined>(
    (node, key) =>
      node?.type === 'ArrayExpression'
        ? (node.elements[Number(key)] ?? undefined)
        : property(node, key),
    tree,
  );
  // The v2 form has it one level deeper.
  const holder = property(panel, 'id') ? panel : (property(panel, 'spec') ?? panel);
  const own = property(holder, 'id');
  if (own) return [{ file: '', ...spanOf(own), text: String(id) }];
  if (holder?.type !== 'ObjectExpression') return [];
  const start = spanOf(holder).start + 1;
  const first = holder.properties[0];
  // As the first property is set: on a line of its own, or not.
  const lead = first ? text.slice(start, spanOf(first).start) : '';
  return [{ file: '', start, end: start, text: `${lead}"id": ${id}${first ? ',' : ''}` }];
}

function property(node: Node | undefined, key: string): Node | undefined {
  if (node?.type !== 'ObjectExpression') return undefined;
  // Of two equal keys JSON takes the last.
  const found = node.properties.findLast(
    (each) => each.type === 'ObjectProperty' && keyOf(each) === key,
  );
  return found?.type === 'ObjectProperty' ? found.value : undefined;
}
