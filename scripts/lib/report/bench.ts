import type { BenchResult } from '../bench/result.ts';

const HEAD = [
  'what',
  'generation',
  'dashboards',
  'case',
  'requests',
  'writes',
  'ms',
  'bare ms',
  'ratio',
  'target',
  'peak MiB',
];

const cells = (result: BenchResult): string[] =>
  [
    result.name,
    result.generation,
    result.dashboards,
    result.case,
    result.requests,
    result.writes,
    result.ms,
    result.bareMs,
    result.ratio,
    result.target,
    result.peakMiB,
  ].map((value) => (value === undefined ? '' : String(value)));

/** Results as a table of aligned columns; a ratio over its target is marked. */
export function benchText(results: readonly BenchResult[]): string {
  const rows = [HEAD, ...results.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number): boolean => column > 3 || column === 2;
  return rows
    .map((row, index) => {
      const line = row.map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
      });
      const result = results[index - 1];
      return `${line.join('  ').trimEnd()}${result && isMissed(result) ? '   over its target' : ''}\n`;
    })
    .join('');
}

export const isMissed = ({ ratio, target }: BenchResult): boolean =>
  target !== undefined && ratio > target;
