import { once } from 'node:events';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import type { Io } from './lib/cli/io.ts';
import { formatUserError, UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './environment.ts';
import { DATA_FOLDER } from './lib/local/open.ts';
import { verifyCanStart } from './lib/local/verify-can-start.ts';
import type { Mount } from './lib/local/data-plane.ts';
import { currentCommit } from './lib/plan/commit.ts';
import { publishAll } from './lib/publish/publish-all.ts';
import { content } from './content.ts';
import { startDemoApp } from './demo-app.ts';
import type { PageBundle } from './lib/preview/bundle.ts';
import { startWorkspaceWithApp } from './workspace-with-app.ts';

interface Flags {
  readonly port: string;
  readonly data: string;
}

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

    await verifyCanStart({ directory: flags.data, port, command: 'demo' });
    // Neither waits for the other: the page is bundled while the app is played.
    const starting = startDemoApp(io);
    try {
      const bundle = await bundledPage(io);
      const app = await starting;
      const workspace = await startWorkspaceWithApp({
        directory: flags.data,
        port,
        app,
        prometheusWorkspaceId: environment.prometheusWorkspaceId,
        mounts: bundle ? [await pageWith(bundle, app.notice)] : [],
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
        io.out(whatNext(flags.data, app.notice));
        if (!io.signal.aborted) await once(io.signal, 'abort');
        return ExitCode.Success;
      } finally {
        await workspace.close();
      }
    } finally {
      await starting.then(
        (app) => app.stop(),
        () => undefined,
      );
    }
  },
});

/** The page that draws dashboards. Its packages are installed on first use; without them everything else goes on. */
async function bundledPage(io: Io): Promise<PageBundle | undefined> {
  const { ensureInstalled } = await import('./lib/preview/install.ts');
  const { bundlePage } = await import('./lib/preview/bundle.ts');
  try {
    await ensureInstalled(process.cwd(), io);
    return await bundlePage(process.cwd());
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.err(formatUserError(error).replace(/^error:/, 'note: the dashboards cannot be drawn:'));
    return undefined;
  }
}

async function pageWith(bundle: PageBundle, notice: string | undefined): Promise<Mount> {
  const { pageMount } = await import('./lib/preview/page-mount.ts');
  return pageMount({
    bundle,
    boot: { kind: 'server', signIn: true, ...(notice !== undefined && { notice }) },
  });
}

const whatNext = (data: string, notice: string | undefined): string => `
  see   a simulated MongoDB outage that began 14 minutes ago, on the first screen${
    notice === undefined ? '' : `\n  note  ${notice}`
  }
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
