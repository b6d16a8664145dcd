import type { SimulationReport } from '../../../scripts/lib/report/simulation-report.ts';
import type { Contract } from '../../metrics.ts';
import { isIncidentName } from '../incidents.ts';
import { figureLines } from './figures/figure-text.ts';
import { expectationOf, type Expectation } from './expectations.ts';

/**
 * The report as text: a line an incident with what showed it, how soon, and what stayed quiet.
 * A panel that had to show it and did not is marked `missing`.
 */
export function reportTable(
  { seed, incidents, healthy }: SimulationReport,
  contract: Contract,
): string {
  const lines = [
    `seed ${seed}: seconds until a panel shows the incident, and what stays quiet`,
    '',
  ];
  for (const { name, seen, panels, quiet, figures } of incidents) {
    const { change: expected, may }: Pick<Expectation, 'change' | 'may'> = isIncidentName(name)
      ? expectationOf(name, contract)
      : { change: [], may: {} };
    lines.push(`  ${name.padEnd(24)} ${seen ? 'seen' : 'NOT SEEN'}`);
    const shown = panels
      .filter(({ panel, afterSeconds }) => afterSeconds !== null || expected.includes(panel))
      .toSorted((a, b) => (a.afterSeconds ?? Infinity) - (b.afterSeconds ?? Infinity));
    for (const { panel, afterSeconds } of shown) {
      const seconds = afterSeconds === null ? 'missing' : `${afterSeconds} s`;
      lines.push(
        `    ${seconds.padStart(8)}  ${panel}${expected.includes(panel) ? '' : `  (${may[panel] ?? 'may follow'})`}`,
      );
    }
    lines.push(`       quiet  ${quiet.length > 0 ? quiet.join(', ') : 'nothing'}`, '');
    lines.push(...figureLines(figures ?? []), '');
  }
  lines.push(
    healthy.red.length === 0
      ? '  healthy day              nothing red'
      : `  healthy day              RED: ${healthy.red.join(', ')}`,
  );
  lines.push('', ...figureLines(healthy.figures ?? []));
  return `${lines.join('\n')}\n`;
}
