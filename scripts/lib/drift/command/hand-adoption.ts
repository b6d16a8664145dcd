import { describeDifference } from '../../plan/diff/describe.ts';
import type { Difference } from '../../plan/plan.ts';
import { escapeMarkdown } from '../../report/escape.ts';
import type { Content } from '../../state/content.ts';
import type { Drift } from '../report.ts';

/** What a person has to write where, so that the code makes what Grafana has: Markdown with places, and the JSON to come out. */
export function handAdoption(
  drift: Drift,
  differences: readonly Difference[],
  locate: Content['locate'],
): string {
  const items = differences.flatMap((difference) => {
    const { sign, where, text } = describeDifference(difference, 400);
    const { panelId, pointer, before, after } = difference;
    const place =
      (panelId === undefined ? undefined : locate(drift.uid, panelId)) ?? locate(drift.uid);
    return [
      `## ${sign} ${escapeMarkdown(where)}`,
      '',
      ...(text === '' ? [] : [escapeMarkdown(text), '']),
      ...(place
        ? [`In \`${place.file}:${place.line}:${place.column}\`: ${todo(difference)}`, '']
        : []),
      `JSON pointer in the ${drift.kind}: \`${pointer.replaceAll('`', '')}\``,
      '',
      ...(before === undefined ? [] : ['Before:', '', ...fenced(before)]),
      ...(after === undefined ? [] : ['Now:', '', ...fenced(after)]),
    ];
  });
  return [
    `# To adopt "${escapeMarkdown(drift.title)}" (${drift.uid}) by hand`,
    '',
    'Write these into the code, then `npm run build`; `npm run drift` says when nothing differs any more.',
    '',
    ...items,
  ].join('\n');
}

function todo({ what, panelId }: Difference): string {
  if (what === 'added' && panelId === undefined) return 'add what makes this.';
  if (what === 'removed') return 'take out what makes this.';
  if (what === 'moved') return 'put it at its new place.';
  return 'make the code produce the new value.';
}

/** JSON in a fence that nothing in it can close. */
function fenced(value: unknown): string[] {
  const text = JSON.stringify(value, undefined, 2);
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}json`, text, fence, ''];
}
