import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './lib/config/load.ts';
import { estimate, keepListOf } from './lib/keep-list/keep-list.ts';
import { expressionsOf } from './lib/keep-list/queries.ts';
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
  ],
  flags: (command) =>
    command
      .option('--env <name>', 'environment of environments.ts', 'local')
      .option('--tasks <n>', 'tasks to estimate series and samples for', '2')
      .option('--adot <version>', 'version of the AWS Distro for OpenTelemetry', '0.49')
      .option('--json', 'machine-readable output')
      .option('--yaml', "the collector's configuration instead of the list"),
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
    const { name, environment } = await loadEnvironment(flags.env);
    const resources = desiredState(content, {
      environmentName: name,
      environment,
      grafanaVersion: '12.4',
    });
    const emitted = metricCatalogue(environment.contract).map((metric) => metric.name);
    const list = keepListOf(expressionsOf(resources), emitted);
    const names = list.metrics.map(({ metric }) => metric);
    const figures = estimate(names, seriesPerTask, seriesPerTaskWithoutDeletes);
    const whole = list.unanalysed.length > 0;

    for (const { where, reason } of list.unanalysed)
      io.err(`warning: ${where}: ${reason}; no metric is dropped while this query is there\n`);
    for (const { metric, nearest, because } of list.unknown) {
      io.err(
        `warning: ${because.map(({ where }) => where).join(', ')}: no part of the stack emits ${metric}${nearest ? `; did you mean ${nearest}?` : ''}\n`,
      );
    }
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
      const width = Math.max(...names.map((metric) => metric.length));
      for (const { metric, because } of list.metrics)
        io.out(`${metric.padEnd(width)}  ${because.map(({ where }) => where).join(', ')}\n`);
      const { seriesPerTask: series, samplesPerTaskAndMonth: samples } = figures;
      const count = (value: number): string => (value * tasks).toLocaleString('en-US');
      io.out(
        `\n${names.length} of ${emitted.length} metrics are looked at. For ${tasks} ${tasks === 1 ? 'task' : 'tasks'}, a quarter of an hour after they started:\n`,
      );
      io.out(`  active series          ${count(series.before)} → ${count(series.after)}\n`);
      io.out(`  samples in 30 days     ${count(samples.before)} → ${count(samples.after)}\n`);
    }
    return list.unknown.length > 0 ? ExitCode.Failure : ExitCode.Success;
  },
});
