import { applyEdits, type TextEdit } from './edits.ts';
import { stringLiteral } from './literals.ts';
import { nodesIn, parseSource, spanOf, type Node } from './syntax.ts';

export interface Filled {
  /** environments.ts with the values in their places; comments and formatting stay. */
  readonly text: string;
  /** Dotted paths whose literal was replaced or added. */
  readonly changed: readonly string[];
  /** What stood there before, of the paths that had a value. */
  readonly before: Readonly<Record<string, string>>;
  /** Paths whose value is no plain text, or whose object is not there: a person changes them. */
  readonly missing: readonly string[];
}

/**
 * Puts values into an entry of environments.ts, each at its dotted path (`logGroups.app`), by editing the literals in place; a field that
 * its object does not have yet comes after the others.
 * @returns undefined where the file has no such entry
 */
export function fillEnvironment(
  text: string,
  name: string,
  values: Readonly<Record<string, string>>,
): Filled | undefined {
  if (!entryOf(text, name)) return undefined;
  const changed: string[] = [];
  const missing: string[] = [];
  const before: Record<string, string> = {};
  let filled = text;
  // One after the other: each edit is made in the text that the one before has left.
  for (const [path, value] of Object.entries(values)) {
    const found = editFor(filled, name, path.split('.'), value);
    if (found === undefined) missing.push(path);
    else if (found !== 'none') {
      filled = applyEdits(filled, [found.edit]);
      changed.push(path);
      if (found.before !== undefined) before[path] = found.before;
    }
  }
  return { text: filled, changed, before, missing };
}

/** How the value gets to its path; undefined where a person has to see to it. */
function editFor(
  text: string,
  name: string,
  path: readonly string[],
  value: string,
): { readonly edit: TextEdit; readonly before?: string } | 'none' | undefined {
  const key = path.at(-1) ?? '';
  const object = path
    .slice(0, -1)
    .reduce<ObjectNode | undefined>(
      (outer, inner) => outer && objectIn(valueOf(outer, inner)),
      entryOf(text, name),
    );
  if (!object) return undefined;
  const literal = valueOf(object, key);
  if (!literal) {
    const edit = addition(text, object, key, value);
    return edit && { edit };
  }
  if (literal.type !== 'StringLiteral') return undefined;
  if (literal.value === value) return 'none';
  const edit = { file: FILE, ...spanOf(literal), text: stringLiteral(value) };
  return { edit, before: literal.value };
}

const FILE = 'environments.ts';

function entryOf(text: string, name: string): ObjectNode | undefined {
  const environments = [...nodesIn(parseSource(FILE, text).program)]
    .map(([node]) => node)
    .find(
      (node) =>
        node.type === 'VariableDeclarator' &&
        node.id.type === 'Identifier' &&
        node.id.name === 'environments',
    );
  const all = environments?.type === 'VariableDeclarator' ? objectIn(environments.init) : undefined;
  return all && objectIn(valueOf(all, name));
}

/** Where a new field goes: on a line of its own after the last one where each has its own, else behind the last one. */
function addition(
  text: string,
  object: ObjectNode,
  key: string,
  value: string,
): TextEdit | undefined {
  const last = object.properties.at(-1);
  if (!last) return undefined;
  const { start, end } = spanOf(last);
  const field = `${key}: ${stringLiteral(value)}`;
  const indent = text.slice(text.lastIndexOf('\n', start) + 1, start);
  if (indent.trim() !== '') return { file: FILE, start: end, end, text: `, ${field}` };
  // What stands behind the last one on its line, a comment say, stays with it.
  const lineEnd = text.indexOf('\n', end);
  const rest = text.slice(end, lineEnd);
  const comma = rest.trimStart().startsWith(',') ? '' : ',';
  return { file: FILE, start: end, end: lineEnd, text: `${comma}${rest}\n${indent}${field},` };
}

type ObjectNode = Extract<Node, { type: 'ObjectExpression' }>;

/** The object literal in `{…} satisfies X`, `{…} as const` or plain. */
function objectIn(node: Node | null | undefined): ObjectNode | undefined {
  if (node?.type === 'TSSatisfiesExpression' || node?.type === 'TSAsExpression')
    return objectIn(node.expression);
  return node?.type === 'ObjectExpression' ? node : undefined;
}

function valueOf(object: ObjectNode, key: string): Node | undefined {
  for (const property of object.properties) {
    if (property.type !== 'ObjectProperty') continue;
    const name =
      property.key.type === 'Identifier'
        ? property.key.name
        : property.key.type === 'StringLiteral'
          ? property.key.value
          : undefined;
    if (name === key) return property.value;
  }
  return undefined;
}
