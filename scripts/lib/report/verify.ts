import pc from 'picocolors';
import { escapeTerminal } from './escape.ts';
import type { Outcome, VerifyReport } from '../verify/outcome.ts';

/** What a person wants to see of a verification: what failed and what is empty first, then the totals. */
export function verifyLines(
  report: VerifyReport,
  { color }: { readonly color: boolean },
): string[] {
  const colors = pc.createColors(color);
  const { queries, missingMetrics = [], missingLabels = [], dataSources } = report;
  const of = (status: Outcome['status']): Outcome[] =>
    queries.filter((each) => each.status === status);
  const empty = of('empty').filter(({ mayBeEmpty }) => !mayBeEmpty);
  const lines: string[] = [];
  for (const outcome of of('failed')) lines.push(...outcomeLines(colors.red('failed '), outcome));
  for (const outcome of empty) lines.push(...outcomeLines(colors.yellow('empty  '), outcome));
  for (const outcome of of('not-run')) lines.push(...outcomeLines(colors.dim('not run'), outcome));
  for (const { uid, healthy, message } of dataSources)
    if (!healthy)
      lines.push(
        `${colors.red('failed ')} data source ${escapeTerminal(uid)}  ${escapeTerminal(message)}`,
      );
  if (missingMetrics.length > 0)
    lines.push(
      `${colors.yellow('missing')} metrics of the catalogue that the store does not have: ${missingMetrics.join(', ')}`,
    );
  if (missingLabels.length > 0)
    lines.push(
      `${colors.yellow('missing')} labels of the catalogue that the store does not have: ${missingLabels.join(', ')}`,
    );
  if (lines.length > 0) lines.push('');
  lines.push(
    `${report.environment}: ${of('answered').length} of ${queries.length} queries answered over ${report.hours} h, ${of('failed').length} failed, ${empty.length} panels' queries empty, ${of('not-run').length} not run`,
    costLine(report),
  );
  const slowest = queries.toSorted((a, b) => b.ms - a.ms)[0];
  if (slowest)
    lines.push(`slowest: ${escapeTerminal(slowest.panel)} (${(slowest.ms / 1000).toFixed(1)} s)`);
  return lines;
}

function outcomeLines(label: string, { panel, refId, uid, reason, ms }: Outcome): string[] {
  const name = `${escapeTerminal(panel)}${refId ? `, query ${escapeTerminal(refId)}` : ''}`;
  return [
    `${label} ${name}  (${escapeTerminal(uid)}, ${ms} ms)`,
    ...(reason === undefined ? [] : [`        ${escapeTerminal(reason)}`]),
  ];
}

function costLine({ cost, scan }: VerifyReport): string {
  const megabytes = ((scan?.bytes ?? cost.bytesScanned) / 1e6).toLocaleString('en', {
    maximumFractionDigits: 1,
  });
  const usd = (value: number): string => (value < 0.01 ? value.toPrecision(2) : value.toFixed(2));
  return `scanned ${megabytes} MB of logs; a view of the dashboards costs about ${usd(cost.perViewUsd)} USD, a day in an open browser ${usd(cost.perDayUsd)} USD (prices of us-east-1, ${cost.priceDate})`;
}
