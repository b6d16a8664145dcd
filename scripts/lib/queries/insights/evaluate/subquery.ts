import type { Query, SourceCommand } from '../ast.ts';
import type { QueryContext, Subqueries, SubqueryRows, SubqueryTable } from './context.ts';
import { NotEvaluatedHere } from './errors.ts';
import { compilePipeline, type Pipeline } from './pipeline.ts';
import type { Row } from './row.ts';

/** Runs queries in parentheses with what the outer query was given: "executed independently of the outer query". CWL_QuerySyntax-Subqueries.html */
export function subqueriesIn(outer: () => QueryContext): Subqueries {
  const own = (): QueryContext => ({ ...outer(), scan: { done: false } });
  const table = (query: Query): SubqueryTable => tableOf(query, own());
  return {
    rows: (query) => rowsOf(query, own()),
    table,
    values: (query) => {
      const { columns, rows } = table(query);
      return rows.map((row) => row.get(columns[0] ?? '') ?? null);
    },
  };
}

function rowsOf(query: Query, context: QueryContext): SubqueryRows {
  const pipeline = compilePipeline(query, context);
  const { stage } = pipeline;
  return {
    scope: stage.scope,
    reader: (column) => stage.reader(column),
    rows: () => run(pipeline, query, context),
  };
}

function tableOf(query: Query, context: QueryContext): SubqueryTable {
  const pipeline = compilePipeline(query, context);
  const { stage } = pipeline;
  stage.settle();
  const columns = stage.columns.map((column) => ({
    name: column.name,
    read: stage.reader(column),
  }));
  const rows = run(pipeline, query, context);
  return {
    columns: columns.map(({ name }) => name),
    rows: rows.map((row) => new Map(columns.map(({ name, read }) => [name, read(row)]))),
  };
}

function run(pipeline: Pipeline, query: Query, context: QueryContext): readonly Row[] {
  const { read, start, end, scan } = context;
  if (read === undefined)
    throw new NotEvaluatedHere('a query of another log group', 'no other log group can be read');
  const rows: Row[] = [];
  const events = pipeline.open({ push: (row) => void rows.push(row), finish: () => undefined });
  const source = query.commands.find((c): c is SourceCommand => c.kind === 'source');
  for (const event of read(source, start, end)) {
    events.push(event);
    if (scan.done) break;
  }
  events.finish();
  return rows;
}
