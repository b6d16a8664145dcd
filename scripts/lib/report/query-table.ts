import { diagnosticLines } from '../queries/insights/excerpt.ts';
import type { QueryOutput } from '../queries/query-output.ts';
import { escapeTerminal } from './escape.ts';

const SHOWN = 50;
/** Of a value; the JSON has all of it. */
const WIDEST = 40;
/** Of what is the same in all rows. */
const FEW = 4;

/** What is wrong with a query: each place with a caret, and how to mend it. */
export const diagnosticsText = (query: string, { diagnostics }: QueryOutput): string =>
  diagnostics.map((each) => `${diagnosticLines(query, each).join('\n')}\n`).join('\n');

/**
 * An answer as a table. A column that says the same in every row is said once, above it; of many rows the first are shown.
 */
export function queryTable({ columns, rows }: QueryOutput): string {
  if (rows.length === 0) return 'no data\n';
  const all = columns.map((name, position) => ({
    name,
    cells: rows.map((row) => cellOf(row[position] ?? null)),
    isNumber: rows.every((row) => typeof (row[position] ?? 0) === 'number'),
  }));
  const same = (column: (typeof all)[number]): boolean =>
    rows.length > 1 && !column.isNumber && new Set(column.cells).size === 1;
  const varying = all.filter((column) => !same(column));
  const shown = varying.length > 0 ? varying : all;
  const widths = shown.map(({ name, cells }) =>
    Math.max(name.length, ...cells.slice(0, SHOWN).map((cell) => cell.length)),
  );
  const line = (texts: readonly string[]): string =>
    `  ${texts
      .map((text, position) =>
        shown[position]?.isNumber === true
          ? text.padStart(widths[position] ?? 0)
          : text.padEnd(widths[position] ?? 0),
      )
      .join('  ')
      .trimEnd()}\n`;
  const common = all
    .filter((column) => same(column))
    .map(({ name, cells }) => `${name}=${cells[0] ?? ''}`);
  let text =
    common.length === 0
      ? ''
      : common.length > FEW
        ? `  ${common.length} labels are the same in all rows (--json shows them)\n\n`
        : `  the same in all rows: ${common.join(', ')}\n\n`;
  text += line(shown.map(({ name }) => name));
  for (let row = 0; row < Math.min(SHOWN, rows.length); row++)
    text += line(shown.map(({ cells }) => cells[row] ?? ''));
  if (rows.length > SHOWN)
    text += `  … and ${(rows.length - SHOWN).toLocaleString('en-US')} rows more (--json has them all)\n`;
  return text;
}

/** `8,412`, `1,234.57`. A whole number of 13 digits is a moment in milliseconds, which no comma makes easier to read. */
function numberText(value: number): string {
  if (Number.isInteger(value))
    return Math.abs(value) >= 1e12 ? String(value) : value.toLocaleString('en-US');
  return Number(value.toPrecision(6)).toLocaleString('en-US', { maximumSignificantDigits: 6 });
}

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return numberText(value);
  const text = escapeTerminal(value);
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}
