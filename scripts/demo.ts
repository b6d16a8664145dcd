import { once } from 'node:events';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import type { Io } from './lib/cli/io.ts';
import { formatUserError, UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './lib/config/load.ts';
import { DATA_FOLDER } from './lib/local/open.ts';
import type { Mount } from './lib/local/data-plane.ts';
import { currentCommit } from './lib/plan/commit.ts';
import { publishAll } from './lib/plan/publish-all.ts';
import { simulate } from '../telemetry/simulate/index.ts';
import { startSimulatedApp } from '../telemetry/simulated-app.ts';
import { content } from './content.ts';
import { startWorkspaceWithApp } from './workspace-with-app.ts';

interface Flags {
  readonly port: string;
  readonly data: string;
}

const MINUTE = 60_000;
/** How long ago the demo's incident began: long enough to be seen on the first screen, short enough to be news. */
const INCIDENT_AGE = 14 * MINUTE;
const HOURS = 6;
/** How long the simulated app runs on while somebody looks. Minutes. */
const AHEAD = 120;

export default defineCommand<Flags>({
  name: 'demo',
  summary: 'Publish to the embedded local workspace and show the dashboard over a simulated app.',
  examples: [
    ['npm run demo', 'http://127.0.0.1:3000/d/todo-app'],
    ['npm run demo -- --port 0', 'on any free port'],
  ],
  flags: (command) =>
    command
      .option('--port <port>', 'port of 127.0.0.1; 0 takes a free one', '3000')
      .option('--data <folder>', 'folder that keeps the workspace', DATA_FOLDER),
  run: async (flags, io) => {
    const port = portOf(flags.port);
    const { name, environment } = await loadEnvironment('local');
    // The demo is for the embedded workspace, whatever the shell is set up for.
    delete process.env['GRAFANA_URL'];
    process.env['LOCAL_WORKSPACE_DIR'] = flags.data;

    const page = await dashboardPage(io);
    const app = await simulatedApp(io);
    try {
      const workspace = await startWorkspaceWithApp({
        directory: flags.data,
        port,
        app,
        prometheusWorkspaceId: environment.prometheusWorkspaceId,
        mounts: page,
      });
      try {
        // What could not be published has been said; what could is worth a look.
        await publishAll({
          content,
          environments: [{ name, environment }],
          commit: await currentCommit(),
          io,
          flags: { yes: true, annotation: true },
        });
        io.out(whatNext(flags.data));
        if (!io.signal.aborted) await once(io.signal, 'abort');
        return ExitCode.Success;
      } finally {
        await workspace.close();
      }
    } finally {
      await app.stop();
    }
  },
});

/** Six hours of the app that end now with an outage of its MongoDB; without a Prometheus only its logs. */
async function simulatedApp(io: Io) {
  const now = Date.now();
  const incidents = [{ name: 'mongo-outage' as const, at: now - INCIDENT_AGE, minutes: 45 }];
  try {
    return await startSimulatedApp({
      seed: 1,
      hours: HOURS,
      now,
      ahead: AHEAD,
      incidents,
      newestFirst: true,
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.err(formatUserError(error).replace(/^error:/, 'note:'));
    const { logs } = simulate({
      seed: 1,
      start: now - HOURS * 60 * MINUTE,
      end: now + AHEAD * MINUTE,
      incidents,
    });
    return { logs, withoutMetrics: error.message, stop: () => Promise.resolve() };
  }
}

/** The page that draws dashboards. Its packages are installed on first use; without them everything else goes on. */
async function dashboardPage(io: Io): Promise<Mount[]> {
  const { ensureInstalled } = await import('./lib/preview/install.ts');
  const { bundlePage } = await import('./lib/preview/bundle.ts');
  const { pageMount } = await import('./lib/preview/page-mount.ts');
  try {
    await ensureInstalled(process.cwd(), io);
    return [pageMount({ bundle: await bundlePage(process.cwd()) })];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.err(formatUserError(error).replace(/^error:/, 'note: the dashboards cannot be drawn:'));
    return [];
  }
}

const whatNext = (data: string): string => `
  see   a simulated MongoDB outage that began 14 minutes ago, on the first screen
  try   edit dashboards/panels/errors.ts, then npm run publish (in another terminal)
        npm run plan                         what a publish would change
        npm run drift                        after an edit made in the page (sign in as admin, admin)
Ctrl-C stops it; the data stay in ${data}/
`;

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UserError(`--port wants a number from 0 to 65535, not "${text}".`, {
    exitCode: ExitCode.Usage,
  });
}
