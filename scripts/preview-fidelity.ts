import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { UserError } from './lib/cli/user-error.ts';
import { findBrowser, openBrowser } from './lib/preview/browser.ts';
import { bundlePage } from './lib/preview/bundle.ts';
import { compare, type PanelFidelity } from './lib/preview/fidelity/compare.ts';
import { readReferences } from './lib/preview/fidelity/reference.ts';
import { ensureInstalled } from './lib/preview/install.ts';
import { fidelityTable } from './lib/preview/fidelity/table.ts';

interface Flags {
  readonly reference: string;
  readonly out: string;
  readonly only?: string;
  readonly tolerance: string;
}

export default defineCommand<Flags>({
  name: 'preview-fidelity',
  summary:
    'Draw dashboards from recorded answers and compare every panel with the picture that a real Grafana drew.',
  examples: [
    [
      'npm run preview-fidelity -- --reference ../reference',
      'a table of all panels, and pictures side by side in .cache/fidelity',
    ],
    ['npm run preview-fidelity -- --reference ../reference --only todo-app', 'one dashboard'],
  ],
  flags: (command) =>
    command
      .requiredOption('--reference <folder>', 'folder with dashboards/, data/ and shots/')
      .option('--only <names>', 'comma-separated names of dashboards')
      .option(
        '--tolerance <share>',
        'share of differing pixels up to which a panel counts as the same',
        '0.03',
      )
      .option('--out <folder>', 'where the pictures and table.md go', '.cache/fidelity'),
  run: async (flags, io) => {
    const executable = findBrowser();
    if (!executable)
      throw new UserError('no Chrome or Chromium was found, and pictures need one.', {
        suggestions: [['apt-get install chromium', 'or set CHROME_PATH']],
      });
    const root = process.cwd();
    await ensureInstalled(root, io);
    const references = await readReferences(flags.reference, flags.only?.split(',') ?? []);
    const bundle = await bundlePage(root);
    const browser = await openBrowser(executable);
    const results: PanelFidelity[] = [];
    try {
      for (const reference of references) {
        for (const shots of reference.shots) {
          results.push(...(await compare(reference, shots, bundle, browser, flags.out)));
          io.err(`${reference.name} (${shots.theme}${shots.newTable ? ', newer table' : ''})\n`);
        }
      }
    } finally {
      await browser.close();
    }
    const table = fidelityTable(results, Number(flags.tolerance));
    await mkdir(flags.out, { recursive: true });
    await writeFile(path.join(flags.out, 'table.md'), table);
    io.out(table);
    return ExitCode.Success;
  },
});
