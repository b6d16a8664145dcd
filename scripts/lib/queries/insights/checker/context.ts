import type { Query, Span } from '../ast.ts';
import { diagnosticOf, type Code } from '../codes.ts';
import type { Diagnostic, Fix, Severity } from '../../diagnostic.ts';

/** What the checker is told of the place where a query runs. Everything is optional: without it less is known, never wrong. */
export interface CheckOptions {
  /**
   * `grafana`: a panel's query, whose variables are replaced and which is prefixed before AWS sees it; `aws`: what reaches AWS
   * as it stands, an alert rule's too. Absent: not known, so that a variable is doubtful and not wrong.
   */
  readonly dialect?: 'aws' | 'grafana';
  /** The class of the log groups: the Infrequent Access class lacks commands. */
  readonly logClass?: 'STANDARD' | 'INFREQUENT_ACCESS';
  /** Every field that the log groups have; then a field that is not among them is a finding. */
  readonly knownFields?: readonly string[];
  /** Fields with an index, beside those that every log group has. */
  readonly indexedFields?: readonly string[];
  /** Names of the dashboard's variables; then any other is a finding. */
  readonly variables?: readonly string[];
  /** What the Grafana target says; then a difference to the query is a finding. */
  readonly statsGroups?: readonly string[];
  /** False when nothing bounds the time that the query scans. */
  readonly timeBound?: boolean;
}

/** What the parts of the checker share. */
export interface CheckContext {
  readonly text: string;
  readonly options: CheckOptions;
  /** Whether the parser found a mistake inside a place: what it left out must not be missed there. */
  readonly isBroken: (span: Span) => boolean;
  readonly report: (
    code: Code,
    message: string,
    at: Span,
    extra?: { readonly severity?: Severity; readonly fix?: Fix; readonly source?: string },
  ) => void;
}

/** A context that collects into `found`. */
export function contextOf(
  text: string,
  options: CheckOptions,
  syntaxErrors: readonly Diagnostic[],
  found: Diagnostic[],
): CheckContext {
  return {
    text,
    options,
    isBroken: ({ from, to }) => syntaxErrors.some((d) => d.from <= to && d.to >= from),
    report: (code, message, at, extra) => {
      found.push(diagnosticOf(code, message, at, extra));
    },
  };
}

/** A rule over a whole query; `nested` for one in parentheses. */
export type QueryRule = (query: Query, context: CheckContext, nested: boolean) => void;
