import type { PanelFidelity } from './compare.ts';
import { THRESHOLD } from './pixels.ts';

/** The parts of a panel that are compared. */
const PARTS: readonly { name: string; of: (r: PanelFidelity) => number | undefined }[] = [
  { name: 'panel', of: (r) => r.different },
  { name: 'plot area', of: (r) => r.plotDifferent },
  { name: 'axes', of: (r) => r.axesDifferent },
  { name: 'legend', of: (r) => r.legendDifferent },
];

/** All panels as a Markdown table, the least alike first, under a summary by panel type. */
export function fidelityTable(results: readonly PanelFidelity[], tolerance: number): string {
  const compared = results.filter((r) => r.different !== undefined);
  const types = [...new Set(results.map((r) => r.type))].sort();
  const summary = types.map((type) => {
    const own = compared.filter((r) => r.type === type);
    const parts = PARTS.flatMap(({ of }) => figures(sharesOf(own, of), tolerance));
    return row(type, ...parts, own.filter((r) => colours(r) !== '').length);
  });
  const rows = [...results]
    .sort((a, b) => (b.different ?? 0) - (a.different ?? 0))
    .map((r) =>
      row(
        `${r.dashboard} ${r.theme}`,
        r.key.replace('panel-', ''),
        cell(r.title),
        r.type,
        ...PARTS.map(({ of }) => share(of(r), r)),
        colours(r),
        r.moved,
        cell(r.missing.join('; ')),
        cell(r.extra.join('; ')),
        cell(r.axes.join('; '), 400),
      ),
    );
  return [
    ...PARTS.map(({ name, of }) => {
      const shares = sharesOf(compared, of);
      return `${within(shares, tolerance)} of ${shares.length} compared panels differ in at most ${percent(tolerance)} of the pixels of: ${name}. `;
    }),
    `${compared.filter((r) => colours(r) !== '').length} have a saturated colour in the plot area that the other picture does not have.`,
    `A pixel differs when pixelmatch says so at threshold ${THRESHOLD}; what it takes for antialiasing does not.`,
    '',
    row(
      'type',
      ...PARTS.flatMap(({ name }) => [name, 'within tolerance', 'worst']),
      'other colours',
    ),
    rule(2 + PARTS.length * 3),
    ...summary,
    '',
    row(
      'dashboard',
      'panel',
      'title',
      'type',
      'pixels that differ',
      ...PARTS.slice(1).map(({ name }) => `of the ${name}`),
      'other colours',
      'moved by',
      'texts missing here',
      'texts only here',
      'axes here',
    ),
    rule(9 + PARTS.length),
    ...rows,
    '',
  ].join('\n');
}

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const rule = (columns: number): string => `|${'---|'.repeat(columns)}`;

const sharesOf = (
  results: readonly PanelFidelity[],
  of: (r: PanelFidelity) => number | undefined,
): number[] => results.map(of).filter((s): s is number => s !== undefined);

const within = (shares: readonly number[], tolerance: number): number =>
  shares.filter((s) => s <= tolerance).length;

/** How many panels have the part, how many are alike in it, and the worst of them. */
const figures = (shares: readonly number[], tolerance: number): (string | number)[] =>
  shares.length === 0
    ? [0, '', '']
    : [shares.length, within(shares, tolerance), percent(Math.max(...shares))];

const percent = (of: number): string => `${(of * 100).toFixed(2)} %`;
const share = (of: number | undefined, { different }: PanelFidelity): string =>
  of === undefined ? (different === undefined ? 'no picture' : '') : percent(of);
const colours = (r: PanelFidelity): string =>
  [
    ...r.colours.missing.map((c) => `${c} missing here`),
    ...r.colours.extra.map((c) => `${c} only here`),
  ].join('; ');
const cell = (text: string, most = 120): string => text.replace(/[|\n]/g, ' ').slice(0, most);
