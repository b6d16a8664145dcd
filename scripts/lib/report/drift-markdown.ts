import type { Drift, DriftReport } from '../drift/report.ts';
import { describeDrift, formatWhen, happened, headline } from './drift-text.ts';
import { escapeHtml, escapeMarkdown, escapeTerminal } from './escape.ts';

/** Text of people: neither markup nor control characters of theirs. */
const markdown = (text: string): string => escapeMarkdown(escapeTerminal(text));

/** Inside a tag Markdown is not read: a backslash would be shown. GitHub finds mentions there all the same. */
const summaryText = (text: string): string =>
  escapeHtml(escapeTerminal(text)).replace(/@(?=\w)/g, '@\u200B');

/** More differences than this are in the JSON report: GitHub refuses bodies over 65,536 characters. */
const MOST_DIFFERENCES = 100;
const MOST_CHARACTERS = 60_000;

/** The report as GitHub-flavoured Markdown, for an issue or a chat: a short table, the differences folded below. */
export function driftMarkdown(report: DriftReport): string {
  const now = new Date(report.checkedAt);
  const body = [
    `### Drift: ${markdown(headline(report))}`,
    '',
    ...(report.drifts.length === 0 ? [] : [...table(report.drifts, now), '']),
    ...report.drifts.flatMap((drift) => details(drift, now)),
    ...lists(report, now),
    `Checked ${report.checkedAt} against ${markdown(report.workspace.title)} (Grafana ${markdown(report.workspace.grafanaVersion)}).`,
    '',
  ].join('\n');
  if (body.length <= MOST_CHARACTERS) return body;
  return `${body.slice(0, MOST_CHARACTERS).replace(/[^\n]*$/, '')}\n\nMore did not fit: \`npm run drift -- --env ${report.environment} --json -\` has all of it.\n`;
}

function table(drifts: readonly Drift[], now: Date): string[] {
  return [
    '| | what | who and when | differences |',
    '|---|---|---|---|',
    ...drifts.map((drift) => {
      const name = markdown(drift.title);
      const linked = drift.links ? `[${name}](<${urlText(drift.links.dashboard)}>)` : name;
      return `| ${drift.kind} ${linked} | ${drift.what} | ${markdown(happened(drift, now))} | ${drift.diff.length} |`;
    }),
  ];
}

function details(drift: Drift, now: Date): string[] {
  const shown = drift.diff.slice(0, MOST_DIFFERENCES).map((one) => {
    const { sign, where, text } = describeDrift(drift, one);
    return `- ${code(sign)} ${markdown(where)}${text === '' ? '' : `: ${markdown(text)}`}`;
  });
  const more = drift.diff.length - shown.length;
  const versions = drift.versions.map(
    ({ version, by, at, message }) =>
      `- version ${version}, ${markdown(by)}, ${formatWhen(at, now)}: ${message === '' ? 'no message' : markdown(message)}`,
  );
  const isDashboard = drift.kind === 'dashboard';
  return [
    `<details><summary>${drift.kind} ${summaryText(drift.title)}: what changed</summary>`,
    '',
    ...shown,
    ...(more > 0 ? [`- and ${more} more`] : []),
    ...(versions.length > 0 ? ['', 'Saved since it was published:', '', ...versions] : []),
    ...(drift.codeIsAhead ? ['', 'The code has changed as well since it was published.'] : []),
    ...(drift.note === undefined ? [] : ['', markdown(drift.note)]),
    ...(drift.links
      ? ['', `[Compare the versions in Grafana](<${urlText(drift.links.compare)}>)`]
      : []),
    '',
    '```sh',
    ...(drift.commands.adopt === undefined
      ? []
      : [
          `${drift.commands.adopt}   # ${isDashboard ? 'take it into the code' : 'say what to write where'}`,
        ]),
    // Of the other kinds Grafana keeps no earlier content.
    `${drift.commands.revert}   # publish ours over it${isDashboard ? '; the edit stays in the history' : ''}`,
    '```',
    '',
    '</details>',
    '',
  ];
}

function lists(report: DriftReport, now: Date): string[] {
  const list = (title: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [title, '', ...items.map((item) => `- ${item}`), ''];
  return [
    ...list(
      '**Could not be looked at**',
      report.unchecked.map(
        ({ kind, title, reason }) => `${kind} ${markdown(title)}: ${markdown(reason)}`,
      ),
    ),
    ...list(
      'Made by hand in our folder, not ours:',
      report.unmanaged.map(
        ({ kind, title, uid, by, at }) =>
          `${kind === 'dashboard' ? '' : `${kind} `}${markdown(title)} (${code(uid)})${by === undefined ? '' : `, by ${markdown(by)}`}${at === undefined ? '' : `, ${formatWhen(at, now)}`}`,
      ),
    ),
    ...list(
      'Pending, no drift (the code is ahead; the next publish does it):',
      report.pending.map(({ action, kind, title }) => `${action} ${kind} ${markdown(title)}`),
    ),
    ...list(
      'Accepted in environments.ts:',
      report.accepted.map(
        ({ uid, pointer, reason, until }) =>
          `${code(uid)} ${code(pointer)} until ${until}: ${markdown(reason)}`,
      ),
    ),
    ...list(
      'Acceptance has expired, and counts again:',
      report.expired.map(
        ({ uid, pointer, until }) => `${code(uid)} ${code(pointer)}, until ${until}`,
      ),
    ),
  ];
}

/** Uids, pointers and signs: no backtick in them can end the code span, and whoever prints the file is shown no escape sequence. */
const code = (text: string): string => `\`${escapeTerminal(text).replaceAll('`', ' ')}\``;

/** An address inside `<…>`. */
const urlText = (url: string): string =>
  url.replace(/[<>\s]/g, (character) => encodeURIComponent(character));
