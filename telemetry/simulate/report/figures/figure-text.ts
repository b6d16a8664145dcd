import type { Figure } from './judge-figures.ts';

const units: Record<Figure['unit'], (value: number) => string> = {
  share: (value) => `${trimmed(value * 100, 2)} %`,
  s: (value) => `${trimmed(value, value < 1 ? 3 : 1)} s`,
  '/s': (value) => `${trimmed(value, 3)} /s`,
  x: (value) => `${trimmed(value, 1)} x`,
  count: (value) => trimmed(value, 0),
};

const trimmed = (value: number, decimals: number): string =>
  String(Number(value.toFixed(decimals)));

/** `shown 98.2 %, really 97.9 to 98.6 % (1 point)` */
export function figureText({ series, unit, shown, truth, tolerance }: Figure): string {
  const told = shown === null ? 'nothing' : units[unit](shown);
  return `${series} shows ${told}, really ${truthText({ unit, truth })} (${tolerance})`;
}

const truthText = ({ unit, truth }: Pick<Figure, 'unit' | 'truth'>): string => {
  if (!truth) return 'nothing to show';
  const [least, most] = [units[unit](truth.least), units[unit](truth.most)];
  const text = least === most ? most : `${least} to ${most}`;
  return truth.orNothing === true ? `${text}, or nothing` : text;
};

/** A line a figure: panel, series, what it shows, what really was, how near it has to be. */
export function figureLines(figures: readonly Figure[]): string[] {
  if (figures.length === 0) return [];
  const rows = figures.map((figure) => [
    `${figure.panel}${figure.series === '' ? '' : `: ${figure.series}`}`,
    figure.shown === null ? 'nothing' : units[figure.unit](figure.shown),
    truthText(figure),
    `${figure.tolerance}${figure.ok ? '' : '   WRONG'}`,
  ]);
  const all = [['figure', 'shown', 'truth', 'within'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    `    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}
