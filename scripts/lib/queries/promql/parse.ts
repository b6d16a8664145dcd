import { parser } from '@prometheus-io/lezer-promql';
import { childrenOf, type Expr } from './ast.ts';
import { buildAst, type Mistake } from './build-ast.ts';
import { substituteVariables } from './placeholders.ts';
import { syntaxMistake } from './syntax-error.ts';
import { typeMistakes } from './types.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { VariableReference } from './variables.ts';

export interface ParsedPromql {
  readonly text: string;
  /** Absent when the text has no expression, or an error before it. */
  readonly tree?: Expr;
  /** Every expression, children before parents. */
  readonly nodes: readonly Expr[];
  /** Grafana variables outside strings. */
  readonly variables: readonly VariableReference[];
  /** Errors of syntax and types: what Prometheus itself would refuse. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a PromQL expression, with Grafana variables in any position. Never throws, whatever the text.
 * Syntax errors have the code `promql/syntax` (then there is no tree), wrong types, arguments and function names `promql/type`.
 */
export function parsePromql(text: string): ParsedPromql {
  const { text: substituted, variables } = substituteVariables(text);
  const lezerTree = parser.parse(substituted);
  const mistake = syntaxMistake(lezerTree, substituted, text);
  if (mistake) {
    const found = isTooDeep(substituted) ? tooDeep(text) : diagnostic('promql/syntax', mistake);
    return { text, nodes: [], variables, diagnostics: [found] };
  }
  const mistakes: Mistake[] = [];
  const tree = buildAst(lezerTree, text, variables, mistakes);
  const diagnostics = mistakes.map((each) => diagnostic('promql/syntax', each));
  if (tree === undefined || diagnostics.length > 0)
    return { text, nodes: [], variables, diagnostics };
  const nodes = inOrder(tree);
  for (const each of typeMistakes(nodes)) diagnostics.push(diagnostic('promql/type', each));
  return { text, tree, nodes, variables, diagnostics };
}

const diagnostic = (code: string, { message, from, to }: Mistake): Diagnostic => ({
  code,
  severity: 'error',
  message,
  from,
  to,
});

/** The grammar gives up at about 2,800 nested brackets; that says nothing about the text. */
const MAX_DEPTH = 2000;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth++;
    else if (char === ')') depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

const tooDeep = (text: string): Diagnostic => ({
  code: 'promql/too-deep',
  severity: 'warning',
  message: `Nested deeper than ${MAX_DEPTH} parentheses: not checked.`,
  from: 0,
  to: Math.min(1, text.length),
});

/** Children before parents, left before right; also tells each its parent. */
function inOrder(tree: Expr): Expr[] {
  const order: Expr[] = [];
  const pending: Expr[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    order.push(node);
    for (const child of childrenOf(node)) {
      child.parent = node;
      pending.push(child);
    }
  }
  return order.reverse();
}
