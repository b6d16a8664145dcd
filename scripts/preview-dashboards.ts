import { writeFile } from 'node:fs/promises';
import { content } from './content.ts';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { rememberSecret } from './lib/cli/secrets.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './environment.ts';
import { currentCommit } from './lib/plan/commit.ts';
import { listFlag } from './lib/plan/flags.ts';
import { changedSince } from './lib/preview/ephemeral/changed-dashboards.ts';
import { publishPull } from './lib/preview/ephemeral/publish-pull.ts';
import { pullStateOn } from './lib/preview/ephemeral/pull-state.ts';
import {
  closePull,
  sweepPulls,
  type PullState,
  type RemoveOptions,
} from './lib/preview/ephemeral/remove-pulls.ts';
import { exitCodeOf, type PreviewDashboardsReport } from './lib/preview/ephemeral/report.ts';
import { previewDashboardsText } from './lib/preview/ephemeral/report-text.ts';

interface Flags {
  readonly env: string;
  readonly pull?: string;
  readonly base?: string;
  readonly close?: boolean;
  readonly sweep?: boolean;
  readonly repo?: string;
  readonly days: string;
  readonly most: string;
  readonly overwrite?: readonly string[];
  readonly json?: string;
}

const usage = (message: string, ...suggestions: string[]): UserError =>
  new UserError(message, {
    exitCode: ExitCode.Usage,
    suggestions: suggestions.length > 0 ? suggestions : ['npm run preview-dashboards -- --help'],
  });

export default defineCommand<Flags>({
  name: 'preview-dashboards',
  summary:
    "Show a pull request's dashboards on a workspace, beside the published ones, until it closes.",
  examples: [
    [
      'npm run preview-dashboards -- --pull 7 --base origin/main --env staging --repo owner/name',
      'publish what it changes, as pr-7-<uid>',
    ],
    ['npm run preview-dashboards -- --pull 7 --close --env staging', 'remove it again'],
    [
      'npm run preview-dashboards -- --sweep --env staging',
      'remove what has expired, or was closed (with GITHUB_TOKEN)',
    ],
  ],
  flags: (command) =>
    command
      .option('--env <name>', 'environment of environments.ts', 'local')
      .option('--pull <number>', 'the pull request')
      .option('--base <ref>', 'commit that it is compared with: only what differs is published')
      .option('--close', 'remove the dashboards and the folder of --pull')
      .option('--sweep', 'remove those of every pull request that is over')
      .option('--repo <owner/name>', 'repository of the pull request; GITHUB_REPOSITORY if absent')
      .option('--days <n>', 'how long a preview stays at most', '14')
      .option('--most <n>', 'most dashboards of a pull request', '20')
      .option('--overwrite <uid,...>', 'replace what was edited in these previews', listFlag)
      .option('--json <file>', 'what was done, for `preview --previews-json`'),
  run: async (flags, io) => {
    const work = workOf(flags);
    const environment = await loadEnvironment(flags.env);
    const { project } = content;
    const commit = (await currentCommit()).id;
    const common: RemoveOptions = { project, environment, commit, io };
    const report = await work(common);
    if (flags.json !== undefined)
      await writeFile(flags.json, `${JSON.stringify(report, undefined, 2)}\n`);
    const where = environment.environment.grafana === 'local' ? 'the local workspace' : flags.env;
    io.out(previewDashboardsText(report, where));
    return io.signal.aborted ? ExitCode.Cancelled : exitCodeOf(report);
  },
});

/** The one thing that was asked for. */
function workOf(flags: Flags): (common: RemoveOptions) => Promise<PreviewDashboardsReport> {
  const { base, close, sweep } = flags;
  if ([base !== undefined, close === true, sweep === true].filter(Boolean).length !== 1)
    throw usage('say one of --base (publish), --close and --sweep (remove).');
  if (base === undefined && flags.overwrite !== undefined)
    throw usage('--overwrite goes with --base: what is removed is not written.');
  if (sweep === true) {
    if (flags.pull !== undefined)
      throw usage('--sweep is for every pull request: --pull is of no use.');
    return async (common) => sweepPulls({ ...common, stateOf: await stateOf(flags) });
  }
  const pull = wholeNumber('pull', flags.pull ?? '', 999_999_999);
  if (close === true) return (common) => closePull({ ...common, pull });
  const [days, most] = [wholeNumber('days', flags.days, 90), wholeNumber('most', flags.most, 200)];
  const repo = repository(flags);
  return async (common) =>
    publishPull({
      ...common,
      pull,
      days,
      most,
      url: `${(process.env['GITHUB_SERVER_URL'] ?? 'https://github.com').replace(/\/+$/, '')}/${repo}/pull/${pull}`,
      changed: await changedSince(process.cwd(), base ?? '', content, common.environment),
      ...(flags.overwrite && { overwrite: flags.overwrite }),
    });
}

function repository({ repo = process.env['GITHUB_REPOSITORY'] ?? '' }: Flags): string {
  if (/^[\w.-]+\/[\w.-]+$/.test(repo)) return repo;
  throw usage(`--repo is "${repo}", not owner/name: the banner leads to the pull request there.`);
}

/** Asks GitHub where a token allows it; else the day of each preview alone decides. */
async function stateOf(flags: Flags): Promise<PullState> {
  const token = process.env['GITHUB_TOKEN'];
  if (token === undefined || token === '') return async () => 'unknown';
  rememberSecret(token);
  const [owner = '', repo = ''] = repository(flags).split('/');
  const { Octokit } = await import('@octokit/rest');
  const client = new Octokit({
    auth: token,
    baseUrl: process.env['GITHUB_API_URL'] ?? 'https://api.github.com',
  });
  return pullStateOn(client, owner, repo);
}

function wholeNumber(flag: string, text: string, largest: number): number {
  const value = Number(text);
  if (/^[1-9]\d*$/.test(text) && value <= largest) return value;
  throw usage(`--${flag} ${text}: not a whole number from 1 to ${largest}.`);
}
