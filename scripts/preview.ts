import { incidentNamed } from '../telemetry/flags.ts';
import { incidentNames } from '../telemetry/simulate/incidents.ts';
import { SIMULATED_END } from '../telemetry/flags.ts';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { grafanaVersion } from './lib/cli/grafana-version.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './environment.ts';
import { readPlanFile } from './lib/plan/plan-file.ts';
import { readFindings } from './lib/preview/comment/sections.ts';
import { readPreviewDashboards } from './lib/preview/ephemeral/report.ts';
import { shellWord } from './lib/text/words.ts';
import { awsData } from './lib/preview/live/aws-data.ts';
import { runLive } from './lib/preview/live/run-live.ts';
import { runBase } from './lib/preview/run-base.ts';
import { simulatedData } from './simulated-data.ts';

interface Flags {
  readonly env: string;
  readonly grafana: string;
  readonly base?: string;
  readonly out?: string;
  readonly png?: boolean;
  readonly markdown?: string;
  readonly planJson?: string;
  readonly checkJson?: string;
  readonly previewsJson?: string;
  readonly imageUrl?: string;
  readonly siteUrl?: string;
  readonly open?: boolean;
  readonly port: string;
  readonly incident?: string;
  readonly hours: string;
  readonly live?: boolean;
}

export default defineCommand<Flags>({
  name: 'preview',
  summary:
    "Draw the dashboards of this work tree with Grafana's own components, without a Grafana.",
  examples: [
    ['npm run preview', 'a page that redraws when you save'],
    ['npm run preview -- --incident mongo-outage', 'the same while the database is down'],
    ['npm run preview -- --env production --live', "with the environment's own data, read only"],
    ['npm run preview -- --base origin/main --out site --png', 'before and after of what changed'],
    [
      'npm run preview -- --base origin/main --markdown comment.md',
      'the comment of a pull request',
    ],
  ],
  flags: (command) =>
    command
      .option('--env <name>', 'environment of environments.ts', 'local')
      .option('--grafana <version>', 'version to build for', grafanaVersion, '12.4')
      .option('--base <ref>', 'compare with a commit instead of serving a page')
      .option('--out <dir>', 'static site of what changed (with --base)')
      .option('--png', 'pictures, too: needs Chrome or Chromium (with --out)')
      .option('--markdown <file>', 'comment for a pull request (with --base)')
      .option('--plan-json <file>', 'put the outcome of `plan --json` into the comment')
      .option('--check-json <file>', 'put the outcome of `check --json` into the comment')
      .option('--previews-json <file>', 'link what `preview-dashboards --json` published')
      .option('--image-url <url>', 'where the comment finds the pictures of --out')
      .option('--site-url <url>', 'where the comment says that the site is')
      .option('--open', 'open the browser')
      .option('--port <port>', 'port of 127.0.0.1; 0 takes a free one', '3001')
      .option('--incident <name>', `what happens to the simulated app: ${incidentNames.join(', ')}`)
      .option('--hours <h>', 'how much the simulated app has seen', '7')
      .option('--live', 'data of AMP and CloudWatch Logs with your own AWS credentials, read only'),
  run: async (flags, io) => {
    const { name, environment } = await loadEnvironment(flags.env);
    const port = wholeNumber('port', flags.port, 65_535);
    const hours = wholeNumber('hours', flags.hours, 168);
    const incident = flags.incident === undefined ? '' : incidentNamed(flags.incident);
    const common = { root: process.cwd(), environmentName: name, grafanaVersion: flags.grafana };
    if (flags.base !== undefined) {
      if (flags.png === true && flags.out === undefined)
        throw new UserError('--png puts pictures into the site and needs --out.', {
          exitCode: ExitCode.Usage,
          suggestions: [`npm run preview -- --base ${shellWord(flags.base)} --out site --png`],
        });
      const now = Date.parse(SIMULATED_END);
      const plan = flags.planJson === undefined ? undefined : await readPlanFile(flags.planJson);
      const findings =
        flags.checkJson === undefined ? undefined : await readFindings(flags.checkJson);
      const previews =
        flags.previewsJson === undefined
          ? undefined
          : await readPreviewDashboards(flags.previewsJson);
      return runBase(
        {
          ...common,
          base: flags.base,
          now,
          png: flags.png === true,
          data: () => simulatedData(environment, incident || 'mongo-outage', now, hours, true),
          ...(flags.out !== undefined && { out: flags.out }),
          ...(flags.markdown !== undefined && { markdown: flags.markdown }),
          ...(plan && { plan }),
          ...(findings && { findings }),
          ...(previews && { previews }),
          ...(flags.imageUrl !== undefined && { imageUrl: flags.imageUrl }),
          ...(flags.siteUrl !== undefined && { siteUrl: flags.siteUrl }),
        },
        io,
      );
    }
    refuseWithoutBase(flags);
    await runLive(
      {
        ...common,
        port,
        open: flags.open === true,
        incident,
        incidents: flags.live === true ? [] : incidentNames,
        data: (chosen) =>
          flags.live === true
            ? awsData({ environment, signal: io.signal })
            : simulatedData(environment, chosen, Date.now(), hours, false),
      },
      io,
    );
    return ExitCode.Success;
  },
});

function refuseWithoutBase({ out, png, markdown, planJson, checkJson, previewsJson }: Flags): void {
  const given = {
    out,
    png,
    markdown,
    'plan-json': planJson,
    'check-json': checkJson,
    'previews-json': previewsJson,
  };
  const [name] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
  const flag = name === undefined ? undefined : `--${name}`;
  if (flag)
    throw new UserError(`${flag} shows what changed and needs --base.`, {
      exitCode: ExitCode.Usage,
      suggestions: [`npm run preview -- --base origin/main ${flag} …`],
    });
}

function wholeNumber(flag: string, text: string, largest: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= largest) return value;
  throw new UserError(`--${flag} ${text}: not a whole number from 0 to ${largest}.`, {
    exitCode: ExitCode.Usage,
    suggestions: ['npm run preview -- --help'],
  });
}
