import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findPrometheus } from './find-prometheus.ts';
import { supervise } from './supervisor.ts';

export interface PrometheusOptions {
  /** Fills the data folder before the start, with blocks. */
  readonly fill?: (dataDirectory: string) => Promise<void>;
  /** 0 (the default) takes a free one. Binds to 127.0.0.1 only. */
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** Take what a collector writes, at /api/v1/write. */
  readonly receivesRemoteWrite?: boolean;
  /** How long the start may take. Milliseconds; 30,000 where absent. */
  readonly patience?: number;
}

/** A running Prometheus whose data lie in a temporary folder. */
export interface PrometheusProcess {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Blocks that are moved here are seen within a minute. */
  readonly dataDirectory: string;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts a Prometheus on a free loopback port and waits until it answers. It ends with this process, however that ends.
 * @throws UserError: not found, does not start (with its own last words), or not ready in time; nothing is left behind.
 */
export async function startPrometheus(options: PrometheusOptions = {}): Promise<PrometheusProcess> {
  const binary = await findPrometheus(options.env);
  const folder = await mkdtemp(path.join(tmpdir(), 'todo-prometheus-'));
  const dataDirectory = path.join(folder, 'data');
  const configuration = path.join(folder, 'prometheus.yml');
  try {
    await mkdir(dataDirectory);
    await writeFile(configuration, 'global: {}\n');
    await options.fill?.(dataDirectory);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const running = supervise(folder, binary, flagsOf(configuration, dataDirectory, options));
  try {
    const url = await running.ready(options.patience ?? 30_000, options.port ?? 0);
    return { url, dataDirectory, stop: () => running.stop() };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

const flagsOf = (
  configuration: string,
  dataDirectory: string,
  { port = 0, receivesRemoteWrite = false }: PrometheusOptions,
): string[] => [
  `--config.file=${configuration}`,
  `--storage.tsdb.path=${dataDirectory}`,
  `--web.listen-address=127.0.0.1:${port}`,
  // Simulated time may lie years back.
  '--storage.tsdb.retention.time=100y',
  // Blocks stay as they were written.
  '--storage.tsdb.min-block-duration=2h',
  '--storage.tsdb.max-block-duration=2h',
  ...(receivesRemoteWrite ? ['--web.enable-remote-write-receiver'] : []),
];
