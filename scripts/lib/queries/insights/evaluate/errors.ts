import type { Span } from '../ast.ts';

/** The query cannot be run as it is written; CloudWatch would answer MalformedQueryException. */
export class MalformedQuery extends Error {
  override readonly name = 'MalformedQuery';
  /** Where in the query's text; absent where no place is known. */
  readonly span: Span | undefined;
  constructor(message: string, span?: Span) {
    super(message);
    this.span = span;
  }
}

/** The query is well formed, but the documentation does not say enough to run this part of it here. */
export class NotEvaluatedHere extends Error {
  override readonly name = 'NotEvaluatedHere';
  /** The command or function that stands in the way. */
  readonly what: string;
  constructor(what: string, why: string) {
    super(`${what} is not evaluated here: ${why}.`);
    this.what = what;
  }
}
