import type { PublishedChange, PublishReport } from '../plan/outcome.ts';
import { differenceLines } from './differences.ts';
import { escapeTerminal } from './escape.ts';
import type { Paint } from './paint.ts';
import { conflictFacts, holdsText } from './plan.ts';
import { count, duration } from '../text/words.ts';
import { kindWord } from './kind-word.ts';
import { conflictCommands, failureCommands, type Command } from './what-to-type.ts';

export interface PublishView {
  readonly paint: Paint;
  readonly columns: number;
  readonly workspace: string;
}

const MADE: Record<PublishedChange['action'], string> = {
  create: 'created',
  update: 'updated',
  move: 'moved',
  delete: 'deleted',
  noop: 'unchanged',
  conflict: 'left as it is',
};

/** `production: up to date with a1b2c3d (4 resources, 9 requests, 0.8 s)`: nothing to do is one line. */
export function upToDateText(report: PublishReport): string {
  const { environment, commit, changes, requests, seconds = 0 } = report;
  const facts = [
    count(changes.length, 'resource'),
    count(requests.read + requests.written, 'request'),
    duration(seconds),
  ];
  return `${environment}: up to date${commit ? ` with ${commit}` : ''} (${facts.join(', ')})\n`;
}

/** What was published, a line each: the result, for stdout. */
export function publishedText(report: PublishReport, { workspace, paint }: PublishView): string {
  const made = report.changes.filter(
    ({ outcome, action }) => outcome === 'done' && action !== 'noop',
  );
  if (made.length === 0) return '';
  const lines = [
    `Published to ${workspace} (Grafana ${report.grafanaVersion}), environment ${report.environment}`,
    '',
  ];
  const width = Math.min(60, Math.max(...made.map(({ title }) => escapeTerminal(title).length)));
  for (const change of made) {
    const { kind, title, action, version, reason } = change;
    const number =
      version !== undefined && version > 1 ? `   version ${version}` : holdsText(change);
    // Such as which version it replaced, for whoever wants that back.
    const at = paint(
      'dim',
      `${number}${reason === undefined ? '' : `   ${escapeTerminal(reason)}`}`,
    );
    lines.push(
      `  ${kindWord(kind).padEnd(10)}  ${escapeTerminal(title).padEnd(width)}   ${MADE[action]}${at}`,
    );
  }
  return `${lines.join('\n')}\n\n`;
}

/** What went wrong, worst first, each with what to type: for stderr. */
export function problemsText(report: PublishReport, view: PublishView): string {
  const order = ['failed', 'conflict', 'done', 'not-tried'];
  const problems = report.changes
    .filter(({ outcome, error }) => outcome !== 'done' || error !== undefined)
    .sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  const skipped = problems.filter(({ outcome }) => outcome === 'not-tried');
  const told = problems.filter(({ outcome }) => outcome !== 'not-tried');
  const lines = told.flatMap((change) => problemLines(change, report.environment, view));
  const [first] = skipped;
  if (first) {
    const names = skipped.slice(0, 5).map(({ title }) => `"${escapeTerminal(title)}"`);
    const more = skipped.length > names.length ? ` and ${skipped.length - names.length} more` : '';
    lines.push(`not tried: ${names.join(', ')}${more} (${first.error?.message ?? ''})`);
  }
  return lines.length > 0 ? `${lines.map((line) => line.trimEnd()).join('\n')}\n` : '';
}

function problemLines(change: PublishedChange, environment: string, view: PublishView): string[] {
  const { paint, columns } = view;
  const title = `"${escapeTerminal(change.title)}"`;
  const env = environment === 'local' ? '' : ` --env ${environment}`;
  if (change.outcome === 'conflict') {
    const conflict = change.conflict;
    const facts = conflict ? conflictFacts(conflict) : [change.error?.message ?? ''];
    return [
      `${paint('red', 'error:')} ${title} ${headline(change)}; it was left as it is.`,
      ...facts.map((fact) => `  ${fact}`),
      ...(change.diff ? firstOf(differenceLines(change.diff, paint, columns, '    ')) : []),
      ...commandLines(conflictCommands(change, environment)),
      '',
    ];
  }
  if (change.outcome === 'done') {
    const version = change.replaced?.[0]?.version;
    return [
      `${paint('yellow', 'warning:')} ${title}: ${escapeTerminal(change.error?.message ?? '')}.`,
      ...(version === undefined
        ? []
        : commandLines([
            [`npm run rollback --${env} ${change.uid} --to ${version}`, 'brings it back'],
          ])),
      '',
    ];
  }
  return [
    `${paint('red', 'error:')} ${title} could not be published: ${escapeTerminal(change.error?.message ?? '')}.`,
    ...commandLines(failureCommands(change, environment)),
    '',
  ];
}

/** Lines of an edit that are shown where it is in the way; the first command below shows all of it. */
const SHOWN = 16;
const firstOf = (lines: readonly string[]): readonly string[] =>
  lines.length <= SHOWN + 1
    ? lines
    : [...lines.slice(0, SHOWN), `    … and ${lines.length - SHOWN} lines more`];

function headline({ conflict, action }: PublishedChange): string {
  switch (conflict?.code) {
    case 'edited':
      return action === 'conflict'
        ? 'was edited in Grafana after it was last published'
        : 'was edited in Grafana while this publish ran';
    case 'converted':
      return 'is stored in a form that the classic API cannot read';
    case 'read-only':
      return 'is read-only';
    case 'alerting-off':
      return 'cannot be published here';
    case 'quota':
      return 'would be more than the workspace may hold';
    case 'in-use':
      return 'is still in use';
    default:
      return 'is not managed by this project';
  }
}

function commandLines(commands: readonly Command[]): string[] {
  const width = Math.max(0, ...commands.map(([command]) => command.length));
  return commands.map(
    ([command, purpose], index) =>
      `  ${index === 0 ? 'try:  ' : '      '}${escapeTerminal(command).padEnd(width)}   ${purpose}`,
  );
}

/** `Published 3 of 4: 1 conflict. The credential was revoked. (22 requests, 1.2 s)` */
export function sumsText(report: PublishReport): string {
  const { changes, requests, seconds = 0, credentials } = report;
  const number = (outcome: PublishedChange['outcome']): number =>
    changes.filter((change) => change.outcome === outcome).length;
  const open = [
    [number('failed'), 'failed'],
    [number('conflict'), number('conflict') === 1 ? 'conflict' : 'conflicts'],
    [number('not-tried'), 'not tried'],
  ] as const;
  const parts = open.filter(([many]) => many > 0).map(([many, word]) => `${many} ${word}`);
  const asked = changes.filter(({ action }) => action !== 'noop');
  const made = asked.filter(({ outcome }) => outcome === 'done').length;
  const unchanged = changes.length - asked.length;
  const revoked = credentials?.revoked ?? 0;
  const left = credentials?.left.length ?? 0;
  const sentences = [
    `Published ${made} of ${asked.length}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}${unchanged > 0 ? `; ${unchanged} unchanged` : ''}.`,
    ...(left > 0
      ? [`${count(left, 'credential')} could not be revoked.`]
      : revoked === 1
        ? ['The credential was revoked.']
        : revoked > 1
          ? ['The credentials were revoked.']
          : []),
    `(${count(requests.read + requests.written, 'request')}, ${duration(seconds)})`,
  ];
  return `${sentences.join(' ')}\n`;
}
