import type { Query } from './ast.ts';
import type { Diagnostic } from './diagnostic.ts';

/** What a text was read as. */
export interface ParseResult {
  readonly query: Query;
  /** Syntax errors in text order; empty for a well-formed query. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a query. Never throws; takes time linear in the length of the text. */
export function parse(text: string): ParseResult {
  return {
    query: { kind: 'query', commands: [], comments: [], from: 0, to: text.length },
    diagnostics: [],
  };
}
