import { parse } from '@babel/parser';
import type * as t from '@babel/types';
import type { SourceLocation } from '../state/content.ts';

export type Node = t.Node;

/** A TypeScript file as text and syntax tree; every node knows its span in the text. */
export interface SourceFile {
  /** Relative to the repository's root, with `/`. */
  readonly file: string;
  readonly text: string;
  readonly program: t.Program;
  readonly parents: ReadonlyMap<Node, Node>;
}

/** @throws SyntaxError where the text is not TypeScript. */
export function parseSource(file: string, text: string): SourceFile {
  const { program } = parse(text, { sourceType: 'module', plugins: ['typescript'] });
  const parents = new Map<Node, Node>();
  for (const [node, parent] of nodesIn(program)) if (parent) parents.set(node, parent);
  return { file, text, program, parents };
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  'start' in value;

/** A node and everything below it, each with its parent, in the order of the text. */
export function* nodesIn(root: Node, parent?: Node): Generator<[Node, Node | undefined]> {
  yield [root, parent];
  for (const value of Object.values(root) as unknown[]) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(child)) yield* nodesIn(child, root);
  }
}

export const spanOf = (node: Node): { start: number; end: number } => ({
  start: node.start ?? 0,
  end: node.end ?? 0,
});

export function offsetAt(text: string, { line, column }: SourceLocation): number {
  const lines = text.split('\n');
  return lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}
