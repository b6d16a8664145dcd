import type { Change, Conflict, Plan } from '../plan/plan.ts';
import { differenceLines } from './differences.ts';
import { escapeTerminal } from './escape.ts';
import type { Paint } from './paint.ts';
import { count, when, who } from '../text/words.ts';
import { kindWord } from './kind-word.ts';
import { conflictCommands } from './what-to-type.ts';

export interface PlanView {
  readonly paint: Paint;
  readonly columns: number;
  /** `workspace g-0123456789`, `the local workspace`. */
  readonly workspace: string;
}

const ACTION_WORDS: Record<Change['action'], string> = {
  create: 'create',
  update: 'update',
  move: 'move',
  delete: 'delete',
  noop: 'unchanged',
  conflict: 'conflict',
};
const ACTION_COLORS = {
  create: 'green',
  update: 'yellow',
  move: 'cyan',
  delete: 'red',
  noop: 'dim',
  conflict: 'red',
} as const;

/** A plan with something to do, as a person reads it: what would change, conflicts last, then the sums. */
export function planText(plan: Plan, view: PlanView): string {
  const lines = [headOf(plan, view), ''];
  const shown = plan.changes.filter(({ action }) => action !== 'noop');
  for (const change of shown) lines.push(...changeLines(change, plan, view));
  if (shown.length > 0) lines.push('');
  lines.push(`  ${sums(plan)}`);
  for (const { kind, title, uid } of plan.orphans ?? [])
    lines.push(
      `  not in the code any more: ${kind} ${escapeTerminal(title)} (${escapeTerminal(uid)}); --prune deletes it`,
    );
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** `production: workspace g-0123456789 (Grafana 12.4), folder "To-do app", at a1b2c3d, last published today 9:12 from 9f8e7d6` */
function headOf(
  { environment, grafanaVersion, changes, commit, published }: Plan,
  { workspace }: PlanView,
): string {
  const folders = changes.filter(({ kind }) => kind === 'folder');
  const [folder] = folders;
  return [
    `${environment}: ${workspace} (Grafana ${grafanaVersion})`,
    ...(folder
      ? [
          folders.length === 1
            ? `folder "${escapeTerminal(folder.title)}"`
            : `${folders.length} folders`,
        ]
      : []),
    ...(commit ? [`at ${commit}`] : []),
    ...(published
      ? [
          `last published ${when(published.at)}${published.commit ? ` from ${published.commit}` : ''}`,
        ]
      : []),
  ].join(', ');
}

function changeLines(change: Change, plan: Plan, view: PlanView): string[] {
  const { paint, columns } = view;
  const name = `${kindWord(change.kind).padEnd(10)}  ${escapeTerminal(change.title)} (${escapeTerminal(change.uid)})`;
  const word = paint(ACTION_COLORS[change.action], ACTION_WORDS[change.action]);
  const holds = paint('dim', holdsText(change));
  const lines = [`  ${name.padEnd(Math.max(40, Math.min(columns - 14, 84)))}  ${word}${holds}`];
  if (change.conflict) {
    for (const line of conflictFacts(change.conflict)) lines.push(`      ${line}`);
  }
  if (change.reason !== undefined) lines.push(`      ${escapeTerminal(change.reason)}`);
  if (change.diff && change.action !== 'create')
    lines.push(...differenceLines(change.diff, paint, columns));
  if (change.conflict)
    lines.push(
      ...conflictCommands(change, plan.environment).map(
        ([command, purpose]) =>
          `      ${escapeTerminal(command).padEnd(58)} ${paint('dim', purpose)}`,
      ),
    );
  return lines;
}

/** `   7 rows, 31 panels`: what a thing that is made is made of; nothing of others. */
export const holdsText = ({ holds = {} }: Pick<Change, 'holds'>): string => {
  const parts = [
    ...(holds.rows === undefined ? [] : [count(holds.rows, 'row')]),
    ...(holds.panels === undefined ? [] : [count(holds.panels, 'panel')]),
    ...(holds.rules === undefined ? [] : [count(holds.rules, 'rule')]),
  ];
  return parts.length === 0 ? '' : `   ${parts.join(', ')}`;
};

/** What happened, as sentences: who, when, and what was published before. */
export function conflictFacts({ code, published, live, detail }: Conflict): string[] {
  switch (code) {
    case 'edited': {
      // Up to 10.4 nobody says who edited an alert rule; that does not make it a program.
      const unknown = live?.by === undefined;
      const saved = [
        ...(live?.version === undefined ? [] : [`now version ${live.version}`]),
        unknown ? 'saved' : `saved by ${escapeTerminal(who(live.by))}`,
        ...(live?.at ? [when(live.at)] : []),
      ].join(', ');
      const message = live?.message ? ` ("${escapeTerminal(live.message)}")` : '';
      const before =
        published?.version === undefined
          ? 'edited in Grafana after it was last published'
          : `published as version ${published.version} by this project${published.commit ? ` (${published.commit})` : ''}`;
      const nobody = unknown ? ' (this Grafana does not say by whom)' : '';
      return [live ? `${before}, ${saved}${message}${nobody}` : before];
    }
    case 'unmanaged':
      return [
        `exists already${detail ? ` (${escapeTerminal(detail)})` : ''}, and this project did not make it`,
      ];
    case 'foreign':
      return [`belongs to ${escapeTerminal(detail ?? 'another project')}`];
    case 'converted':
      return [
        `stored as ${escapeTerminal(detail ?? 'v2')} since somebody saved it in the browser; the classic API cannot read it`,
      ];
    case 'alerting-off':
      return ['Grafana alerting is switched off in this workspace, so it cannot hold alert rules'];
    case 'in-use':
      return [`not deleted: still shown by ${escapeTerminal(detail ?? 'a dashboard')}`];
    case 'quota':
      return [escapeTerminal(detail ?? 'more than the workspace may hold')];
    default:
      return ['made by a file on the server: the API cannot write it'];
  }
}

/** `1 to update, 3 unchanged. 1 panel added, 1 changed.` */
function sums({ summary, changes }: Plan): string {
  const words = [
    [summary.create, 'to create'],
    [summary.update, 'to update'],
    [summary.move, 'to move'],
    [summary.delete, 'to delete'],
    [summary.conflict, summary.conflict === 1 ? 'conflict' : 'conflicts'],
    [summary.noop, 'unchanged'],
  ] as const;
  const parts = words.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return `${parts.join(', ')}.${panelSums(changes)}`;
}

function panelSums(changes: readonly Change[]): string {
  const isPanel = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && 'gridPos' in value;
  let added = 0;
  let removed = 0;
  const moved = new Set<string>();
  const changed = new Set<string>();
  for (const { uid, diff = [], action } of changes) {
    if (action !== 'update' && action !== 'move') continue;
    for (const { what, before, after, path } of diff) {
      if (what === 'added' && isPanel(after)) added++;
      else if (what === 'removed' && isPanel(before)) removed++;
      else if (path.length < 2) continue;
      else if (what === 'moved') moved.add(`${uid} ${path.join('\n')}`);
      else changed.add(`${uid} ${path.slice(0, 2).join('\n')}`);
    }
  }
  const parts = [
    [added, 'added'],
    [changed.size, 'changed'],
    [moved.size, 'moved'],
    [removed, 'removed'],
  ] as const;
  const words = parts
    .filter(([number]) => number > 0)
    .map(([number, word], index) =>
      index === 0 ? `${count(number, 'panel')} ${word}` : `${number} ${word}`,
    );
  return words.length > 0 ? ` ${words.join(', ')}.` : '';
}
