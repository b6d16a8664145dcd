import type { TestPage } from './browser.ts';

/** What axe-core calls serious or critical, a line each. `without`: rules that are not this page's business. */
export async function seriousProblems(
  page: TestPage,
  without: readonly string[] = [],
): Promise<string[]> {
  await page.addScriptTag({ path: 'preview/node_modules/axe-core/axe.min.js' });
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  return page.evaluate<string[]>(
    `axe.run(document, { resultTypes: ['violations'], rules: ${JSON.stringify(rules)} }).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map((node) => node.target.join(' ') + ' ' + node.failureSummary.split('\\n')[1]).join(' | ')))`,
  );
}
