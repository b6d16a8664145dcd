import type { Expression } from '../ast.ts';

/** The height of a tree that every later walk (check, format, evaluate) may recurse into. */
const MAX_HEIGHT = 1500;

const heights = new WeakMap<Expression, number>();

/** Levels of nodes below an expression. */
export const heightOf = (expression: Expression): number => heights.get(expression) ?? 0;

/** Notes the height of a node above its parts; false when it would be too high. */
export function setHeight(node: Expression, parts: readonly Expression[]): boolean {
  let height = 0;
  for (const part of parts) height = Math.max(height, heightOf(part));
  if (height >= MAX_HEIGHT) return false;
  heights.set(node, height + 1);
  return true;
}
