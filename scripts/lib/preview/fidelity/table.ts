import type { PanelFidelity } from './compare.ts';
import { THRESHOLD } from './pixels.ts';

/** All panels as a Markdown table, the least alike first, under a summary by panel type. */
export function fidelityTable(results: readonly PanelFidelity[], tolerance: number): string {
  const compared = results.filter((r) => r.different !== undefined);
  const panels = compared.map((r) => r.different ?? 1);
  const plots = compared.map((r) => r.plotDifferent ?? 1);
  const alike = (shares: readonly number[]): number => shares.filter((d) => d <= tolerance).length;
  const otherColours = compared.filter((r) => colours(r) !== '').length;
  const types = [...new Set(results.map((r) => r.type))].sort();
  const summary = types.map((type) => {
    const own = compared.filter((r) => r.type === type);
    const shares = [own.map((r) => r.different ?? 1), own.map((r) => r.plotDifferent ?? 1)];
    return `| ${[type, own.length, ...shares.flatMap((s) => [alike(s), ...spread(s)]), own.filter((r) => colours(r) !== '').length].join(' | ')} |`;
  });
  const rows = [...results]
    .sort((a, b) => (b.different ?? 0) - (a.different ?? 0))
    .map(
      (r) =>
        `| ${[`${r.dashboard} ${r.theme}`, r.key.replace('panel-', ''), cell(r.title), r.type, share(r.different), share(r.plotDifferent), colours(r), r.moved, cell(r.missing.join('; ')), cell(r.extra.join('; '))].join(' | ')} |`,
    );
  return [
    `${alike(panels)} of ${compared.length} compared panels differ in at most ${percent(tolerance)} of their pixels, ${alike(plots)} in at most ${percent(tolerance)} of their plot area's.`,
    `${otherColours} have a saturated colour in the plot area that the other picture does not have.`,
    `A pixel differs when pixelmatch says so at threshold ${THRESHOLD}; what it takes for antialiasing does not.`,
    '',
    '| type | compared | panel: within tolerance | median | worst | plot area: within tolerance | median | worst | other colours |',
    '|---|---|---|---|---|---|---|---|---|',
    ...summary,
    '',
    '| dashboard | panel | title | type | pixels that differ | in the plot area | other colours | moved by | texts missing here | texts only here |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** Median and worst. */
function spread(shares: readonly number[]): string[] {
  const sorted = [...shares].sort((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0].map(percent);
}

const percent = (of: number): string => `${(of * 100).toFixed(2)} %`;
const share = (of: number | undefined): string => (of === undefined ? 'no picture' : percent(of));
const colours = (r: PanelFidelity): string =>
  [
    ...r.colours.missing.map((c) => `${c} missing here`),
    ...r.colours.extra.map((c) => `${c} only here`),
  ].join('; ');
const cell = (text: string): string => text.replace(/[|\n]/g, ' ').slice(0, 120);
