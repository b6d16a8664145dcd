import type { AddTotalsCommand, OutlierCommand } from '../../ast.ts';
import { Row } from '../row.ts';
import { perRow } from '../sink.ts';
import type { Column } from '../column.ts';
import type { Stage } from '../stage.ts';
import { toNumber, type Value } from '../values.ts';
import { optionOf } from './option.ts';

const isOn = (text: string | undefined, otherwise: boolean): boolean =>
  text === undefined ? otherwise : text.toLowerCase() === 'true';

/** Sums over the columns of each row, and over the rows of each column in a last row. CWL_QuerySyntax-Addtotals.html */
export function compileAddTotals(command: AddTotalsCommand, stage: Stage): void {
  const chosen: readonly Column[] = command.fields.length > 0 ? command.fields : stage.columns;
  const columns = chosen.filter(({ name }) => !name.startsWith('@'));
  const reads = columns.map((column) => stage.reader(column));
  const total = optionOf(command, 'fieldname') ?? 'Total';
  if (isOn(optionOf(command, 'row'), true)) {
    stage.showMade(total);
    const slot = stage.scope.define(total);
    stage.links.push(
      perRow((row, next) => {
        const numbers = reads.map((read) => toNumber(read(row))).filter((n) => n !== null);
        row.values[slot] = numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0);
        next.push(row);
      }),
    );
  }
  if (!isOn(optionOf(command, 'col'), false)) return;
  stage.settle();
  const { scope } = stage;
  const slots = columns.map(({ name }) => scope.define(name));
  const sums = columns.map((): number | null => null);
  stage.links.push((next) => ({
    push: (row) => {
      reads.forEach((read, i) => {
        const value = read(row);
        const number = toNumber(value);
        if (number !== null) sums[i] = (sums[i] ?? 0) + number;
        row.values[slots[i] ?? 0] = value;
      });
      next.push(row);
    },
    finish: () => {
      const values: Value[] = scope.emptyValues();
      sums.forEach((sum, i) => (values[slots[i] ?? 0] = sum));
      next.push(new Row(null, Number.MAX_SAFE_INTEGER, values));
      next.finish();
    },
  }));
}

/** Quartiles by linear interpolation between the two nearest ranks. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? NaN;
  const high = sorted[Math.ceil(place)] ?? NaN;
  return low + (high - low) * (place - Math.floor(place));
}

/**
 * Removes or clamps values further than `param` interquartile ranges from the quartiles; must see all rows first.
 * `mark=true` adds `<field>_outlier`, a name that the documentation leaves open. CWL_QuerySyntax-Outlier.html
 */
export function compileOutlier(command: OutlierCommand, stage: Stage): void {
  const removes = optionOf(command, 'action')?.toLowerCase() === 'remove';
  const factor = Number(optionOf(command, 'param') ?? 2.5);
  const lower = isOn(optionOf(command, 'uselower'), false);
  const marks = isOn(optionOf(command, 'mark'), false);
  const targets = command.fields.map((field) => {
    const read = stage.reader(field);
    const mark = marks ? stage.scope.define(`${field.name}_outlier`) : null;
    if (marks) stage.showMade(`${field.name}_outlier`);
    return { read, slot: stage.scope.define(field.name), mark };
  });
  stage.links.push((next) => {
    const rows: { row: Row; values: readonly Value[] }[] = [];
    return {
      push: (row) => void rows.push({ row, values: targets.map(({ read }) => read(row)) }),
      finish: () => {
        const bounds = targets.map((_, i) => {
          const numbers = rows.map(({ values }) => toNumber(values[i] ?? null));
          const sorted = numbers.filter((n) => n !== null).toSorted((a, b) => a - b);
          const [q1, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
          const reach = factor * (q3 - q1);
          return { low: lower ? q1 - reach : -Infinity, high: q3 + reach };
        });
        for (const { row, values } of rows) {
          let outside = false;
          targets.forEach(({ slot, mark }, i) => {
            const number = toNumber(values[i] ?? null);
            const { low, high } = bounds[i] ?? { low: -Infinity, high: Infinity };
            const isOutlier = number !== null && (number < low || number > high);
            outside ||= isOutlier;
            const clamped = isOutlier ? Math.min(Math.max(number, low), high) : (values[i] ?? null);
            row.values[slot] = removes ? (values[i] ?? null) : clamped;
            if (mark !== null) row.values[mark] = isOutlier;
          });
          if (!(removes && outside)) next.push(row);
        }
        next.finish();
      },
    };
  });
}
