import { insightsCodes, rules } from './registry.ts';
import type { RuleInfo } from './rule.ts';

/** docs/rules.md: every rule, generated from the registry. */
export function rulesDocument(): string {
  const areas = [...new Set(rules.map(areaOf))];
  return `${[
    '# Rules',
    '',
    'What `npm run check` looks for. This page is generated from `scripts/lib/rules` (`UPDATE_RULES=1 npm run jest -- test/lib/rules/rules-document` writes it anew).',
    '',
    'Levels and exceptions stand in `environments.ts`, per environment:',
    '',
    '```ts',
    'check: {',
    "  levels: { 'promql/regex-equality': 'off' },",
    "  exceptions: [{ rule: 'panel/unit', uid: 'todo-app', panel: 'Tasks', reason: 'a list of names', until: '2027-06-30' }],",
    '}',
    '```',
    '',
    'An exception that is not needed, has ended, or names no rule is itself a finding. Rules of *house style* are asked of this',
    'repository only, not of files given with `--dashboards`.',
    ...areas.flatMap((area) => [
      '',
      `## ${area}`,
      '',
      '| rule | level | what it asks | why | wrong | right |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rules.filter((rule) => areaOf(rule) === area).map(row),
    ]),
    '',
    '## Logs Insights',
    '',
    '| rule | level | what is found | source |',
    '| --- | --- | --- | --- |',
    ...insightsCodes.map(
      ({ code, severity, summary, source }) =>
        `| \`${code}\` | ${severity} | ${cell(summary)} | ${source} |`,
    ),
  ].join('\n')}\n`;
}

const areaOf = ({ code }: RuleInfo): string => code.split('/')[0] ?? '';

function row(rule: RuleInfo): string {
  const { code, severity, summary, why, source, bad, good, fixable } = rule;
  const notes = [
    ...('ownOnly' in rule && rule.ownOnly === true ? ['house style'] : []),
    ...(fixable ? ['`--fix`'] : []),
  ];
  const level = [severity, ...notes].join(', ');
  const reason = source === undefined ? cell(why) : `${cell(why)} (${source})`;
  return `| \`${code}\` | ${level} | ${cell(summary)} | ${reason} | ${inlineCode(bad)} | ${inlineCode(good)} |`;
}

/** A pipe would end the cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
const inlineCode = (text: string): string => {
  const escaped = text.replaceAll('|', '\\|');
  return escaped.includes('`') ? `\`\` ${escaped} \`\`` : `\`${escaped}\``;
};
