import { childrenOf, type Expr, type Span } from './ast.ts';
import { checkBrackets } from './brackets.ts';
import { PromqlParser, TooDeep } from './parser.ts';
import { substituteVariables } from './placeholders.ts';
import { SyntaxMistake, tokensOf } from './tokens.ts';
import { typeMistakes } from './types.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { VariableReference } from './variables.ts';

export interface ParsedPromql {
  readonly text: string;
  /** Absent when the text cannot be read. */
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
  try {
    const tokens = tokensOf(substituted);
    checkBrackets(tokens);
    const tree = new PromqlParser(text, tokens, variables).parse();
    const nodes = inOrder(tree);
    const diagnostics = typeMistakes(nodes).map((each) => refusal('promql/type', each));
    return { text, tree, nodes, variables, diagnostics };
  } catch (error) {
    if (error instanceof TooDeep)
      return { text, nodes: [], variables, diagnostics: [tooDeep(text)] };
    if (!(error instanceof SyntaxMistake)) throw error;
    return { text, nodes: [], variables, diagnostics: [refusal('promql/syntax', error)] };
  }
}

const refusal = (code: string, { message, from, to }: Span & { message: string }): Diagnostic => ({
  code,
  severity: 'error',
  message,
  from,
  to,
});

const tooDeep = (text: string): Diagnostic => ({
  code: 'promql/too-deep',
  severity: 'warning',
  message: 'Nested deeper than 1,000 expressions: not checked.',
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
