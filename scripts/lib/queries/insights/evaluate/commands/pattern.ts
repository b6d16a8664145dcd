import type { PatternCommand } from '../../ast.ts';
import { patternOf, severityOf } from '../patterns/message-pattern.ts';
import { Row } from '../row.ts';
import { Scope } from '../scope.ts';
import type { Stage } from '../stage.ts';
import { toText } from '../values.ts';

const COLUMNS = ['@pattern', '@sampleCount', '@ratio', '@severityLabel'] as const;

/**
 * Groups texts of one shape, most frequent first: `@pattern`, `@sampleCount`, `@ratio` ("0.50" of all), `@severityLabel`.
 * How CloudWatch finds its patterns is not documented; patterns/message-pattern.ts says how they are found here.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Pattern.html
 */
export function compilePattern({ expression }: PatternCommand, stage: Stage): void {
  const read = stage.expression(expression);
  const after = new Scope(false);
  const [patternSlot, countSlot, ratioSlot, severitySlot] = COLUMNS.map((name) =>
    after.define(name),
  ) as [number, number, number, number];
  stage.links.push((next) => {
    const patterns = new Map<string, { count: number; severity: string }>();
    let all = 0;
    return {
      push: (row) => {
        const text = toText(read(row));
        if (text === null) return;
        all++;
        const pattern = patternOf(text);
        const known = patterns.get(pattern);
        if (known === undefined) patterns.set(pattern, { count: 1, severity: severityOf(text) });
        else known.count++;
      },
      finish: () => {
        const found = [...patterns].toSorted(([, a], [, b]) => b.count - a.count);
        found.forEach(([pattern, { count, severity }], sequence) => {
          const values = after.emptyValues() as (string | null)[];
          values[patternSlot] = pattern;
          values[countSlot] = String(count);
          values[ratioSlot] = (count / all).toFixed(2);
          values[severitySlot] = severity;
          next.push(new Row(null, sequence, values));
        });
        next.finish();
      },
    };
  });
  stage.newRows(after, COLUMNS, null);
}
