import type { Span } from './ast.ts';
import type { Diagnostic, Fix, Severity } from '../diagnostic.ts';
import { FLOW_CODES } from './codes/flow.ts';
import { FUNCTION_CODES } from './codes/functions.ts';
import { GRAFANA_CODES } from './codes/grafana.ts';
import { HINT_CODES } from './codes/hints.ts';
import { SYNTAX_CODES } from './codes/syntax.ts';

/** What is known of a kind of finding; docs/insights.md shows the table. */
export interface CodeDefinition {
  /** The usual severity; a finding may be milder where the case is less certain. */
  readonly severity: Severity;
  /** One sentence for the documentation: what is found, and what AWS or Grafana makes of it. */
  readonly about: string;
  /** The page that says so. */
  readonly page: string;
}

/** Every finding that the parser and the checker make. A code never changes its meaning. */
export const CODES = {
  ...SYNTAX_CODES,
  ...FUNCTION_CODES,
  ...FLOW_CODES,
  ...GRAFANA_CODES,
  ...HINT_CODES,
} satisfies Record<string, CodeDefinition>;

export type Code = keyof typeof CODES;

/** A finding of a code at a place. */
export function diagnosticOf(
  code: Code,
  message: string,
  at: Span,
  options: { readonly severity?: Severity; readonly fix?: Fix; readonly source?: string } = {},
): Diagnostic {
  const definition: CodeDefinition = CODES[code];
  return {
    code: `insights/${code}`,
    severity: options.severity ?? definition.severity,
    message,
    from: at.from,
    to: at.to,
    source: options.source ?? definition.page,
    ...(options.fix ? { fix: options.fix } : {}),
  };
}
