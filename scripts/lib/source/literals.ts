import type { Json } from '../state/resource.ts';
import type { TextEdit } from './edits.ts';
import { nodesIn, spanOf, type Node, type SourceFile } from './syntax.ts';

/**
 * The ways in which one literal below a node can be edited so that a value `before` made from it becomes `after`: a number
 * or flag that is the value, or a text (a piece of a template, too) that holds the whole of what changed.
 */
export function literalEdits(
  source: SourceFile,
  root: Node,
  before: Json,
  after: Json,
): TextEdit[] {
  const edits: TextEdit[] = [];
  const replace = (node: Node, text: string): void =>
    void edits.push({ file: source.file, ...spanOf(node), text });
  for (const [node, parent] of nodesIn(root)) {
    // `{ 'key': … }` and import paths are no values.
    if (parent?.type === 'ObjectProperty' && parent.key === node) continue;
    if (parent?.type === 'ImportDeclaration') continue;
    if (typeof before === 'number' && typeof after === 'number') {
      if (node.type === 'NumericLiteral' && node.value === before) replace(node, String(after));
      const negative = node.type === 'UnaryExpression' && node.operator === '-';
      if (negative && node.argument.type === 'NumericLiteral' && -node.argument.value === before)
        replace(node, String(after));
    }
    if (typeof before === 'boolean' && node.type === 'BooleanLiteral' && node.value === before)
      replace(node, String(after));
    if (typeof before === 'string' && typeof after === 'string') {
      if (node.type === 'StringLiteral')
        for (const text of textsFor(node.value, before, after))
          replace(node, stringLiteral(text, source.text[node.start ?? 0]));
      // A number that a function puts into a text: `quantile(0.95)`.
      if (node.type === 'NumericLiteral' && isWholeNumberIn(before, node.value))
        for (const text of textsFor(String(node.value), before, after))
          if (/^\d+(\.\d+)?$/.test(text)) replace(node, text);
      if (node.type === 'TemplateElement') {
        const { raw, cooked } = node.value;
        // As it is written, first: a tag such as String.raw reads it so, and what did not change stays as it is.
        for (const text of textsFor(raw, before, after)) replace(node, text);
        for (const text of textsFor(cooked ?? raw, before, after))
          replace(node, templateText(text));
      }
    }
  }
  return edits;
}

/** What a piece of text becomes when it holds all of the difference between two texts, at each place where it may stand. */
function textsFor(piece: string, before: string, after: string): string[] {
  if (piece === '') return [];
  let prefix = 0;
  while (prefix < Math.min(before.length, after.length) && before[prefix] === after[prefix])
    prefix++;
  let suffix = 0;
  while (
    suffix < Math.min(before.length, after.length) - prefix &&
    before.at(-1 - suffix) === after.at(-1 - suffix)
  )
    suffix++;
  const texts: string[] = [];
  for (let at = before.indexOf(piece); at >= 0; at = before.indexOf(piece, at + 1))
    if (at <= prefix && at + piece.length >= before.length - suffix)
      texts.push(after.slice(at, at + piece.length + after.length - before.length));
  if (texts.length === 0) texts.push(...withOtherLine(piece, before, after, prefix, suffix));
  return [...new Set(texts)];
}

/** Where a text is indented in the code and not in what is made from it: the one line that differs. */
function withOtherLine(
  piece: string,
  before: string,
  after: string,
  prefix: number,
  suffix: number,
): string[] {
  const start = before.lastIndexOf('\n', prefix - 1) + 1;
  const end = before.indexOf('\n', before.length - suffix);
  const tail = end < 0 ? 0 : before.length - end;
  const [was, is] = [before, after].map((text) => text.slice(start, text.length - tail).trim());
  if (was === undefined || is === undefined || was.length < SHORTEST_LINE) return [];
  return piece.split(was).length === 2 ? [piece.replace(was, () => is)] : [];
}

/** A line of fewer characters stands in too many texts. */
const SHORTEST_LINE = 6;

/** Whether a number stands in a text by itself: 5 does not in `limit 50`. */
const isWholeNumberIn = (text: string, number: number): boolean =>
  text.split(/[^\d.]+/).includes(String(number));

/** A text as a literal of TypeScript; single quotes unless told otherwise, or the text asks for the others. */
export function stringLiteral(text: string, quote = "'"): string {
  const mark = quote === '"' || (text.includes("'") && !text.includes('"')) ? '"' : "'";
  const body = JSON.stringify(text).slice(1, -1);
  return mark === '"' ? `"${body}"` : `'${body.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const templateText = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');

/** A plain value as an expression; undefined for what only a person should write. */
export function literalOf(value: Json): string | undefined {
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const items = value.map(literalOf);
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
  }
  if (value === null) return undefined;
  const entries = Object.entries(value).map(([key, own]) => {
    const text = literalOf(own);
    return text === undefined
      ? undefined
      : `${/^[A-Za-z_]\w*$/.test(key) ? key : stringLiteral(key)}: ${text}`;
  });
  return entries.includes(undefined) ? undefined : `{ ${entries.join(', ')} }`;
}
