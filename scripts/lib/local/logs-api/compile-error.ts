import { MalformedQuery, NotEvaluatedHere } from '../../queries/insights/evaluate/errors.ts';
import { AwsError, invalidParameter } from './aws-error.ts';

/**
 * The MalformedQueryException of a query that cannot be compiled: `unexpected symbol found statz at line 1 and position 30`, lines
 * counted from 1 and positions from 0, with what this project's parser says of it behind. What is not evaluated here is refused by name.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_QueryCompileError.html
 */
export function compileError(text: string, error: unknown): unknown {
  if (error instanceof NotEvaluatedHere) return invalidParameter(error.message);
  if (!(error instanceof MalformedQuery)) return error;
  const { from, to } = error.span ?? { from: 0, to: 0 };
  const before = text.slice(0, from).split('\n');
  const line = before.length;
  const position = before.at(-1)?.length ?? 0;
  const place = `unexpected symbol found ${symbolAt(text, from)} at line ${line} and position ${position}`;
  const explained = error.message.startsWith('unexpected symbol') ? '' : ` (${error.message})`;
  return new AwsError('MalformedQueryException', `${place}${explained}`, {
    queryCompileError: {
      location: { startCharOffset: from, endCharOffset: Math.max(to, from) },
      message: error.message,
    },
  });
}

/** The word or sign that stands at a place. */
function symbolAt(text: string, from: number): string {
  const [symbol] = /^[@$\w.-]+|^\S/.exec(text.slice(from).trimStart()) ?? [];
  return symbol ?? '<EOF>';
}
