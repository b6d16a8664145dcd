import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Api } from '../../../../preview/src/model/api.ts';
import { buildErrorText } from '../../../../preview/src/model/live-event.ts';
import type { Io } from '../../cli/io.ts';
import { environmentNamed } from '../../config/load.ts';
import { pageMount } from '../page-mount.ts';
import { desiredState } from '../../state/desired.ts';
import type { Resource } from '../../state/resource.ts';
import { bundlePage } from '../bundle.ts';
import {
  ContentBuildError,
  loadContent,
  rejectBroken,
  thrownError,
  type LoadedContent,
} from '../content.ts';
import { contentApi } from '../content-api.ts';
import { ensureInstalled } from '../install.ts';
import type { PreviewData } from '../preview-data.ts';
import { EVENTS, startLiveServer } from './server.ts';
import { watchContent } from './watch.ts';

export interface LiveOptions {
  readonly root: string;
  readonly environmentName: string;
  readonly grafanaVersion: string;
  readonly port: number;
  readonly open: boolean;
  /** Data with an incident (empty: none); asked again when the reader chooses another. */
  readonly data: (incident: string) => Promise<PreviewData>;
  /** What the reader can choose from. */
  readonly incidents: readonly string[];
  readonly incident: string;
  /** Called with the address once the page can be opened. */
  readonly onReady?: (url: string) => void;
}

/** Serves the page until Ctrl-C, and draws it anew whenever the content is saved. */
export async function runLive(options: LiveOptions, io: Io): Promise<void> {
  const { root } = options;
  await ensureInstalled(root, io);
  const [bundle, first] = await Promise.all([
    bundlePage(root),
    loadContent(root).catch(rejectBroken),
  ]);
  let data = await options.data(options.incident);
  let resources = resourcesOf(first, options);
  const api = (): Api =>
    contentApi({ resources, dataPlane: data.dataPlane, annotations: data.annotations });
  const server = await startLiveServer({
    port: options.port,
    page: pageMount({
      bundle,
      boot: {
        kind: 'server',
        signIn: false,
        events: EVENTS,
        incidents: options.incidents,
        incident: options.incident,
      },
    }),
    api,
    onIncident: async (name) => {
      const old = data;
      data = await options.data(options.incidents.includes(name) ? name : '');
      await old.stop();
      server.tell({ kind: 'built' });
    },
  }).catch(async (error: unknown) => {
    await data.stop();
    throw error;
  });
  const watching = watchContent(first, {
    root,
    onBuilt: (loaded) => {
      try {
        resources = resourcesOf(loaded, options);
        server.tell({ kind: 'built' });
        io.err('built anew\n');
      } catch (error) {
        fail(new ContentBuildError([thrownError(error, root)]));
      }
    },
    onFailed: (error) => fail(error),
  });
  const fail = (error: ContentBuildError): void => {
    server.tell({ kind: 'failed', errors: error.errors });
    io.err(
      `error: ${error.errors.map(buildErrorText).join('\n')}\n  The page keeps the last picture that built.\n`,
    );
  };
  const dashboards = resources.flatMap((r) => (r.kind === 'dashboard' ? [r] : []));
  for (const { uid, title } of dashboards) io.out(`${server.url}/d/${uid}   ${title}\n`);
  io.err('The page redraws when you save. Ctrl-C stops it.\n');
  if (options.open && dashboards[0]) openInBrowser(`${server.url}/d/${dashboards[0].uid}`);
  options.onReady?.(server.url);
  if (!io.signal.aborted) await once(io.signal, 'abort');
  watching.close();
  await server.close();
  await data.stop();
}

function resourcesOf(
  { content, environments }: LoadedContent,
  { environmentName, grafanaVersion }: LiveOptions,
): readonly Resource[] {
  return desiredState(content, {
    environmentName,
    environment: environmentNamed(environmentName, environments),
    grafanaVersion,
  });
}

/** The system's own way to open an address; a machine without one says nothing. */
function openInBrowser(url: string): void {
  const [command = '', ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
