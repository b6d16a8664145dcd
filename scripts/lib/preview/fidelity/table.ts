import type { PanelFidelity } from './compare.ts';

/** All panels as a Markdown table, the least alike first, under a summary by panel type. */
export function fidelityTable(results: readonly PanelFidelity[], tolerance: number): string {
  const compared = results.filter((r) => r.different !== undefined);
  const types = [...new Set(results.map((r) => r.type))].sort();
  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
  const summary = types.map((type) => {
    const own = compared
      .filter((r) => r.type === type)
      .map((r) => r.different ?? 1)
      .sort((a, b) => a - b);
    const median = own[Math.floor(own.length / 2)] ?? 0;
    return `| ${type} | ${own.length} | ${own.filter((d) => d <= tolerance).length} | ${percent(median)} | ${percent(own.at(-1) ?? 0)} |`;
  });
  const rows = [...results]
    .sort((a, b) => (b.different ?? 0) - (a.different ?? 0))
    .map(
      (r) =>
        `| ${r.dashboard} ${r.theme} | ${r.key.replace('panel-', '')} | ${cell(r.title)} | ${r.type} | ${r.different === undefined ? 'no picture' : percent(r.different)} | ${r.moved} | ${cell(r.missing.join('; '))} | ${cell(r.extra.join('; '))} |`,
    );
  const alike = compared.filter((r) => (r.different ?? 1) <= tolerance).length;
  return [
    `${alike} of ${compared.length} compared panels differ in at most ${percent(tolerance)} of their pixels.`,
    '',
    '| type | compared | within tolerance | median | worst |',
    '|---|---|---|---|---|',
    ...summary,
    '',
    '| dashboard | panel | title | type | pixels that differ | moved by | texts missing here | texts only here |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const cell = (text: string): string => text.replace(/[|\n]/g, ' ').slice(0, 120);
