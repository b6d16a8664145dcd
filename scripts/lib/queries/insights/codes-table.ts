import { CODES, type CodeDefinition } from './codes.ts';

const nameOf = (page: string): string =>
  (page.split('/').findLast((part) => part !== '') ?? page).replace(/\.html(?=#|$)/, '');

/** The kinds of findings as a Markdown table, as docs/insights.md shows it. */
export const codesTable = (): string =>
  [
    '| code | severity | what it finds | source |',
    '|---|---|---|---|',
    ...Object.entries<CodeDefinition>(CODES).map(
      ([code, { severity, about, page }]) =>
        `| \`insights/${code}\` | ${severity} | ${about.replaceAll('|', '\\|')} | [${nameOf(page)}](${page}) |`,
    ),
  ].join('\n');
