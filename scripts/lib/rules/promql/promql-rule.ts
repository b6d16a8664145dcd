import type { Expr } from '../../queries/promql/ast.ts';
import type { MetricCatalogue } from '../../queries/promql/catalogue.ts';
import type { Fix, Severity } from '../../queries/diagnostic.ts';
import type { LabelSet } from '../../queries/promql/labels.ts';
import type { RuleInfo } from '../rule.ts';

/** What the rules know besides the query's text. */
export interface PromqlContext {
  /** Every metric that there is; without it, rules that need it are silent. */
  readonly catalogue?: MetricCatalogue;
  /** Seconds between two samples of a series. */
  readonly scrapeIntervalSeconds?: number;
  /** Evaluated at one moment only: a range vector may be the result, windows do not follow the zoom. */
  readonly instant?: boolean;
  /** Only the labels of its series are looked at, not their values. */
  readonly labelsOnly?: boolean;
}

/** A parsed query as rules see it. */
export interface PromqlQuery {
  readonly text: string;
  readonly context: PromqlContext;
  /** The labels that a node's result can carry at most. */
  readonly labels: (node: Expr) => LabelSet;
}

export interface Found {
  readonly message: string;
  /** The node, or the part of it, that is marked. */
  readonly at: { readonly from: number; readonly to: number };
  readonly fix?: Fix;
  /** Where the rule is less sure than usual. */
  readonly severity?: Severity;
}

type Check<Node> = (node: Node, query: PromqlQuery) => Found | undefined;

/** A rule over PromQL: called for each node of the kinds that it names, after the query has passed syntax and types. */
export interface PromqlRule extends RuleInfo {
  /** Prometheus itself refuses the query. What it would answer, though with nothing, is no error in queries from elsewhere. */
  readonly isRefused?: true;
  readonly check: { readonly [Kind in Expr['kind']]?: Check<Extract<Expr, { kind: Kind }>> };
}
