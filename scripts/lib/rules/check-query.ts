import { check as checkInsights } from '../queries/insights/checker.ts';
import { analyseParsed } from './promql/analyse.ts';
import type { MetricCatalogue } from '../queries/promql/catalogue.ts';
import type { Diagnostic } from '../queries/diagnostic.ts';
import type { ParsedPromql } from '../queries/promql/parse.ts';
import type { QueryModel } from './model/model.ts';

export interface QueryContext {
  readonly catalogue?: MetricCatalogue | undefined;
  /** Seconds between two samples, by data source uid. */
  readonly scrapeIntervalSeconds?:
    ((dataSourceUid: string | undefined) => number | undefined) | undefined;
}

/** Distinct queries whose answer is kept: a fleet of dashboards repeats them. */
const KEPT = 20_000;

/** Finds what is wrong in queries, each distinct text once. */
export class QueryChecker {
  private readonly context: QueryContext;
  private readonly known = new Map<string, readonly Diagnostic[]>();

  constructor(context: QueryContext = {}) {
    this.context = context;
  }

  /** undefined: the data source is not known and the text is no PromQL, so it is passed over. */
  check(query: QueryModel, parsed: () => ParsedPromql): readonly Diagnostic[] | undefined {
    const interval = this.context.scrapeIntervalSeconds?.(query.dataSource.uid);
    const key = `${query.language} ${query.instant} ${query.labelsOnly === true} ${interval ?? ''} ${query.text}`;
    let diagnostics = this.known.get(key);
    if (!diagnostics) {
      diagnostics = this.diagnose(query, parsed, interval);
      if (this.known.size < KEPT) this.known.set(key, diagnostics);
    }
    const isForeign = query.isGuess && diagnostics.some(({ code }) => code === 'promql/syntax');
    return isForeign ? undefined : diagnostics;
  }

  private diagnose(
    query: QueryModel,
    parsed: () => ParsedPromql,
    interval: number | undefined,
  ): readonly Diagnostic[] {
    // An empty query is one that is being written; rules about panels say so where it matters.
    if (query.text.trim() === '') return [];
    if (query.language === 'insights') return checkInsights(query.text, { dialect: 'grafana' });
    return analyseParsed(parsed(), {
      ...(this.context.catalogue && { catalogue: this.context.catalogue }),
      ...(interval !== undefined && { scrapeIntervalSeconds: interval }),
      instant: query.instant,
      labelsOnly: query.labelsOnly === true,
    });
  }
}
