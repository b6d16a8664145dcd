import type { DriftReport } from '../../../scripts/lib/drift/report.ts';
import { driftMarkdown } from '../../../scripts/lib/report/drift-markdown.ts';
import { DRIFT_RULES, driftReportables } from '../../../scripts/lib/report/drift-reportables.ts';
import { driftTerminal } from '../../../scripts/lib/report/drift-terminal.ts';
import { junitXml } from '../../../scripts/lib/report/junit.ts';
import { sarifLog } from '../../../scripts/lib/report/sarif.ts';

export const FORMATS: Readonly<Record<string, (report: DriftReport) => string>> = {
  terminal: (report) => driftTerminal(report, { color: false, columns: 100 }),
  json: (report) => JSON.stringify(report),
  markdown: driftMarkdown,
  junit: (report) => junitXml(driftReportables(report), { suite: 'drift' }),
  sarif: (report) =>
    JSON.stringify(sarifLog(driftReportables(report), { tool: 'drift', rules: DRIFT_RULES })),
};

/** A report of an edited dashboard, a deleted one, and one of everything that is no drift. */
export function reportWith(text: {
  readonly title: string;
  readonly by: string;
  readonly message: string;
}): DriftReport {
  const { title, by, message } = text;
  return {
    schemaVersion: 1,
    environment: 'production',
    checkedAt: '2026-11-22T18:00:00.000Z',
    workspace: {
      title: 'workspace g-0123456789',
      url: 'https://g.example',
      grafanaVersion: '12.4',
    },
    inSync: false,
    checked: 4,
    drifts: [
      {
        kind: 'dashboard',
        uid: 'gone',
        title: `Gone ${title}`,
        what: 'deleted',
        versions: [],
        diff: [],
        commands: { revert: 'npm run drift -- --env production --revert gone' },
      },
      {
        kind: 'dashboard',
        uid: 'watch',
        title,
        what: 'edited',
        versions: [{ version: 17, by, at: '2026-11-22T16:04:00Z', message }],
        diff: [
          {
            what: 'changed',
            path: ['Latency', title, 'warning'],
            pointer: '/panels/3/fieldConfig/defaults/thresholds/steps/1/value',
            panelId: 11,
            before: 0.25,
            after: 0.3,
            unit: 's',
          },
          { what: 'added', path: ['tag'], pointer: '/tags', after: message },
        ],
        commands: {
          adopt: 'npm run drift -- --env production --adopt watch',
          revert: 'npm run drift -- --env production --revert watch --at-version 17',
        },
        published: { version: 14, at: '2026-11-19T09:00:00Z', commit: '9f8e7d6' },
        version: 17,
        links: {
          dashboard: 'https://g.example/d/watch',
          compare: 'https://g.example/d/watch?editview=versions',
        },
        source: { file: 'dashboards/watch.ts', line: 10, column: 3 },
        panels: { '11': { file: 'dashboards/panels/latency.ts', line: 42, column: 3 } },
      },
    ],
    unmanaged: [
      { kind: 'dashboard', uid: 'scratch', title: `Scratch ${title}`, folderUid: 'f-1', by },
    ],
    pending: [{ kind: 'dashboard', uid: 'new', title: `New ${title}`, action: 'create' }],
    unchecked: [],
    accepted: [],
    expired: [],
  };
}
