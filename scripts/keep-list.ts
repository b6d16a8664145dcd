import { readFile } from 'node:fs/promises';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import type { Io } from './lib/cli/io.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './environment.ts';
import { estimate, keepListOf } from './lib/keep-list/keep-list.ts';
import { expressionsOf } from './lib/keep-list/queries.ts';
import { keepListLines, keepListWarnings } from './lib/report/keep-list.ts';
import { desiredState } from './lib/state/desired.ts';
import {
  seriesPerTask,
  seriesPerTaskWithoutDeletes,
} from '../telemetry/collector/measured-series.ts';
import { metricCatalogue } from '../telemetry/metrics.ts';
import { content } from './content.ts';

interface Flags {
  readonly env: string;
  readonly json?: boolean;
  readonly yaml?: boolean;
  readonly adot: string;
  readonly tasks: string;
  readonly collector?: string;
}

export default defineCommand<Flags>({
  name: 'keep-list',
  summary:
    'Print the metrics that dashboards and alerts look at, and why; everything else need not be sent to AMP.',
  examples: [
    ['npm run keep-list', 'metric by metric, and what it saves'],
    [
      'npm run keep-list -- --yaml > collector.yaml',
      "the collector's configuration that sends only these",
    ],
    [
      'npm run keep-list -- --collector own.yaml',
      'what ADOT would refuse or warn of in a configuration of your own',
    ],
  ],
  flags: (command) =>
    command
      .option('--env <name>', 'environment of environments.ts', 'local')
      .option('--tasks <n>', 'tasks to estimate series and samples for', '2')
      .option('--adot <version>', 'version of the AWS Distro for OpenTelemetry', '0.49')
      .option('--json', 'machine-readable output')
      .option('--yaml', "the collector's configuration instead of the list")
      .option('--collector <file>', 'validate a configuration of a collector instead'),
  run: async (flags, io) => {
    const tasks = Number(flags.tasks);
    if (!Number.isInteger(tasks) || tasks < 1) {
      throw new UserError(`--tasks wants a whole number from 1, not "${flags.tasks}".`, {
        exitCode: ExitCode.Usage,
      });
    }
    if (!/^v?\d+\.\d+/.test(flags.adot)) {
      throw new UserError(`--adot wants a version such as 0.49, not "${flags.adot}".`, {
        exitCode: ExitCode.Usage,
      });
    }
    if (flags.collector !== undefined)
      return validateFile(flags.collector, flags.adot.replace(/^v/, ''), io);
    const { name, environment } = await loadEnvironment(flags.env);
    const resources = desiredState(content, {
      environmentName: name,
      environment,
      grafanaVersion: '12.4',
    });
    const emitted = metricCatalogue(environment.contract).map((metric) => metric.name);
    const list = keepListOf(expressionsOf(resources), emitted);
    const names = list.metrics.map(({ metric }) => metric);
    const whole = list.unanalysed.length > 0;
    // A to-do that is deleted is a path of its own in the chapter's app only.
    const before = environment.contract === 'chapter' ? seriesPerTask : seriesPerTaskWithoutDeletes;
    const kept = whole ? Object.keys(before) : names;
    const figures = estimate(kept, before, seriesPerTaskWithoutDeletes);

    for (const line of keepListWarnings(list)) io.err(`${line}\n`);
    if (flags.yaml) {
      const { collectorYaml } = await import('../telemetry/collector/index.ts');
      io.out(
        collectorYaml({
          adot: flags.adot,
          dropDeletes: environment.contract === 'chapter',
          ...(!whole && { keep: names }),
        }),
      );
    } else if (flags.json) {
      io.out(
        `${JSON.stringify({ schemaVersion: 1, environment: name, everything: whole, ...list, estimate: figures }, null, 2)}\n`,
      );
    } else {
      const text = keepListLines(list, {
        emitted: emitted.length,
        tasks,
        figures,
        columns: io.columns,
      });
      io.out(`${text.join('\n')}\n`);
    }
    return list.unknown.length > 0 ? ExitCode.Failure : ExitCode.Success;
  },
});

/** Says of each place of a collector's configuration what is wrong with it, and what to write instead. */
async function validateFile(file: string, adot: string, io: Io): Promise<ExitCode> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`cannot read ${file} (${error.code}).`, {
      exitCode: ExitCode.Usage,
      suggestions: [['npm run -s keep-list -- --yaml > collector.yaml', 'makes one']],
    });
  });
  const { TRIED_ADOT, validateCollectorText } = await import('../telemetry/collector/index.ts');
  const findings = validateCollectorText(text, adot);
  for (const { severity, path, message, line } of findings)
    io.out(`${severity.padEnd(7)}  ${file}:${line}  ${path}\n  ${message}\n`);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const clean =
    adot === TRIED_ADOT
      ? `ADOT ${adot} starts with it, without a warning`
      : `nothing found; what is known here is ADOT ${TRIED_ADOT}, and ${adot} was not tried`;
  io.out(
    findings.length === 0
      ? `${file}: ${clean}\n`
      : `\n${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}\n`,
  );
  return errors > 0 ? ExitCode.Failure : ExitCode.Success;
}
