import type { Severity } from '../queries/diagnostic.ts';

/** What a machine-readable report (SARIF, JUnit, GitHub annotations) needs of a finding, a drift or an unhealthy query. */
export interface Reportable {
  /** Stable id of the kind of thing found, such as `promql/unknown-metric` or `drift/changed`. */
  readonly code: string;
  readonly severity: Severity;
  /** One or more sentences; user text in it may be anything, the writers escape it. */
  readonly message: string;
  /** Where it stands: `file` relative to the repository's root with `/`, lines and columns from 1. */
  readonly location?: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine?: number;
    /** Exclusive, as SARIF counts. */
    readonly endColumn?: number;
  };
  /** The thing it is about: `todo-app › Latency › Request duration p95`. */
  readonly subject?: string;
  /** What to do about it. */
  readonly fix?: string;
}

/** What is known of a code beyond its findings. */
export interface ReportedRule {
  readonly code: string;
  readonly summary: string;
  readonly help?: string;
  readonly severity?: Severity;
}

/** Message and fix as one text. */
export const messageWithFix = ({ message, fix }: Reportable): string =>
  fix === undefined ? message : `${message}\nFix: ${fix}`;
