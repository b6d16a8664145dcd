import { applyEdits, type TextEdit } from '../source/edits.ts';
import { stringLiteral } from '../source/literals.ts';
import { nodesIn, parseSource, spanOf, type Node } from '../source/syntax.ts';

export interface Filled {
  /** environments.ts with the values in their places; comments and formatting stay. */
  readonly text: string;
  /** Dotted paths whose literal was replaced. */
  readonly changed: readonly string[];
  /** Paths that the entry does not have: a person adds them. */
  readonly missing: readonly string[];
}

/**
 * Puts values into an entry of environments.ts, each at its dotted path (`logGroups.app`), by editing the literals in place.
 * @returns undefined where the file has no such entry
 */
export function fillEnvironment(
  text: string,
  name: string,
  values: Readonly<Record<string, string>>,
): Filled | undefined {
  const source = parseSource('environments.ts', text);
  const environments = [...nodesIn(source.program)]
    .map(([node]) => node)
    .find(
      (node) =>
        node.type === 'VariableDeclarator' &&
        node.id.type === 'Identifier' &&
        node.id.name === 'environments',
    );
  const all = environments?.type === 'VariableDeclarator' ? objectIn(environments.init) : undefined;
  const entry = all && objectIn(valueOf(all, name));
  if (!entry) return undefined;

  const edits: TextEdit[] = [];
  const changed: string[] = [];
  const missing: string[] = [];
  for (const [path, value] of Object.entries(values)) {
    const literal = path.split('.').reduce<Node | undefined>((node, key) => {
      const object = objectIn(node);
      return object && valueOf(object, key);
    }, entry);
    if (literal?.type !== 'StringLiteral') missing.push(path);
    else if (literal.value !== value) {
      edits.push({ file: source.file, ...spanOf(literal), text: stringLiteral(value) });
      changed.push(path);
    }
  }
  return { text: applyEdits(text, edits), changed, missing };
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
