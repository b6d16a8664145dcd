import type { Command } from 'commander';
import { defineCommand } from './lib/cli/command.ts';
import { loadEnvironment } from './environment.ts';
import { runDrift, type DriftFlags } from './lib/drift/command/run-drift.ts';
import { content } from './content.ts';

export default defineCommand<DriftFlags>({
  name: 'drift',
  summary:
    'Say what was changed in Grafana since it was published: what, who, when, and how to end it.',
  examples: [
    ['npm run drift -- --env production', 'exit 0 in sync, 7 drift'],
    ['npm run drift -- --env production --adopt todo-app', "write a person's edit into the code"],
    ['npm run drift -- --env production --revert todo-app', 'publish ours over it'],
    [
      'npm run drift -- --env production --json drift.json --markdown drift.md --sarif drift.sarif',
      'several reports at once',
    ],
  ],
  flags: (command: Command) =>
    command
      .option('--env <name>', 'environment of environments.ts', 'local')
      .option('--json <file>', 'write the report as JSON ("-" is stdout)')
      .option('--markdown <file>', 'write it as Markdown, for an issue or a chat')
      .option('--junit <file>', 'write it as JUnit XML')
      .option('--sarif <file>', 'write it as SARIF 2.1.0, at the lines of the code')
      .option('--only <uids>', 'look at these alone, separated by commas')
      .option(
        '--adopt <uid>',
        'write the edit of this dashboard into the code; of alert rules and library panels, into a file that says what to write where',
      )
      .option(
        '--revert <uid>',
        'publish ours over the edit; that of a dashboard stays in its history',
      )
      .option('--at-version <number>', 'with --revert: only if this is still the newest version')
      .option('--yes', 'do not ask before --adopt and --revert')
      .option('--force', 'with --adopt: also into files with changes that are not committed')
      .option(
        '--issue',
        'open, update or close the issue of this environment (GITHUB_TOKEN, GITHUB_REPOSITORY)',
      )
      .option('--report-only', 'end with 0 although there is drift: the reports tell')
      .option(
        '--role <role>',
        'EDITOR looks at everything but data sources, and up to 10.4 alert rules, which Grafana gives to an ADMIN only',
        'ADMIN',
      ),
  run: async (flags, io) => {
    const named = await loadEnvironment(flags.env);
    const module = { root: process.cwd(), file: 'scripts/content.ts' };
    return runDrift(content, module, named, flags, io);
  },
});
