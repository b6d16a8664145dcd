import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UserError } from '../../../scripts/lib/cli/user-error.ts';
import { writeBlock } from '../../../scripts/lib/prometheus/block/write-block.ts';
import { prometheusClient, PrometheusError } from '../../../scripts/lib/prometheus/client.ts';
import { hasPrometheus } from '../../../scripts/lib/prometheus/find-prometheus.ts';
import { answering } from '../../../scripts/lib/prometheus/answering.ts';
import { startPrometheus } from '../../../scripts/lib/prometheus/process.ts';
import { supervise } from '../../../scripts/lib/prometheus/supervisor.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'todo-process-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const refusal = async (start: Promise<unknown>): Promise<UserError> => {
  const error: unknown = await start.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw new Error(`not refused: ${String(error)}`);
  return error;
};

const program = async (name: string, text: string): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${text}\n`);
  await chmod(file, 0o755);
  return file;
};

/** Looks again until it holds; the test's time limit is the limit. */
async function eventually(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

describe('a Prometheus that was started', () => {
  it('answers, and leaves nothing behind when it is stopped', async () => {
    const prometheus = await startPrometheus();
    const answer = await prometheusClient(prometheus.url).instant('vector(42)', 0);
    expect(answer).toEqual({ resultType: 'vector', result: [{ metric: {}, value: [0, '42'] }] });
    await prometheus.stop();
    await expect(readdir(path.dirname(prometheus.dataDirectory))).rejects.toThrow('ENOENT');
    await expect(prometheusClient(prometheus.url).instant('up', 0)).rejects.toThrow(
      'Prometheus does not answer',
    );
  });

  it('ends with its parent, even when that is killed', async () => {
    const data = await mkdtemp(path.join(tmpdir(), 'todo-orphan-'));
    const pidFile = path.join(folder, 'pid');
    const child = await program('slow', `echo $$ > ${pidFile}; exec sleep 600`);
    const supervisor = new URL('../../../scripts/lib/prometheus/supervisor.ts', import.meta.url);
    const { build } = await import('esbuild');
    const bundle = path.join(folder, 'parent.mjs');
    await build({
      stdin: {
        contents: `import { supervise } from ${JSON.stringify(supervisor.pathname)};
          supervise(${JSON.stringify(data)}, ${JSON.stringify(child)}, []);
          setInterval(() => {}, 1000);`,
        resolveDir: folder,
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: bundle,
    });
    const parent = spawn(process.execPath, [bundle], { stdio: 'ignore' });
    let pid = 0;
    await eventually(async () => {
      pid = Number(await readFile(pidFile, 'utf8').catch(() => '0'));
      return pid > 0;
    });
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await eventually(() => !isRunning(pid));
    await eventually(() =>
      readdir(data).then(
        () => false,
        () => true,
      ),
    );
  });

  it('gives a query that is refused the words of Prometheus', async () => {
    const prometheus = await startPrometheus();
    try {
      const error: unknown = await prometheusClient(prometheus.url)
        .instant('rate(up)', 0)
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(PrometheusError);
      expect(error).toMatchObject({ type: 'bad_data', status: 400 });
      expect(String(error)).toContain('expected type range vector');
    } finally {
      await prometheus.stop();
    }
  });
});

describe('a Prometheus that does not start', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => void server.close());

  it('says how to install it when there is none', async () => {
    const env = { PATH: folder, PROMETHEUS_BIN: path.join(folder, 'nothing') };
    const error = await refusal(startPrometheus({ env }));
    expect(error.message).toContain('which is no program');
    expect(error.suggestions[0]?.[0]).toBe('sudo apt-get install prometheus');
    expect(await hasPrometheus(env)).toBe(false);
  });

  it('names the port that is taken', async () => {
    const error = await refusal(startPrometheus({ port }));
    expect(error.message).toBe(`Prometheus did not start: port ${port} is taken.`);
  });

  it('names the program that is no Prometheus', async () => {
    const file = await program('other', 'echo "unknown long flag" >&2; exit 2');
    const error = await refusal(startPrometheus({ env: { PROMETHEUS_BIN: file } }));
    expect(error.message).toContain(`${file} is not a Prometheus 2 or 3`);
    expect(error.details).toContain('unknown long flag');
  });

  it('names the block that is corrupt', async () => {
    const error = await refusal(
      startPrometheus({
        fill: async (data) => {
          const times = Float64Array.of(1_000_000, 1_020_000);
          const one = { labels: { __name__: 'up' }, times, changes: [{ index: 0, value: 1 }] };
          const { directory = '' } = await writeBlock(data, [one], { from: 0, to: 2_000_000 });
          await writeFile(path.join(directory, 'index'), 'not an index');
        },
      }),
    );
    expect(error.message).toMatch(/the block 0\w+ is corrupt/);
  });

  it('is given up when it is not ready in time', async () => {
    const file = await program(
      'slow-start',
      'echo "level=info Starting Prometheus Server" >&2; exec sleep 600',
    );
    const error = await refusal(startPrometheus({ env: { PROMETHEUS_BIN: file }, patience: 150 }));
    expect(error.message).toBe('Prometheus was not ready within 0.15 s.');
  });

  it('says so when it is killed in the middle', async () => {
    const file = await program(
      'dies',
      'echo "level=info Starting Prometheus Server" >&2; kill -9 $$',
    );
    const error = await refusal(startPrometheus({ env: { PROMETHEUS_BIN: file } }));
    expect(error.message).toContain('ended before it was ready');
  });

  it('is said to have ended when nobody answers any more', async () => {
    const url = await startPrometheus().then(async (prometheus) => {
      await prometheus.stop();
      return prometheus.url;
    });
    const error = await refusal(answering(() => prometheusClient(url).instant('up', 0)));
    expect(error.message).toBe('Prometheus ended while it was asked.');
    expect(error.suggestions.join(' ')).toContain('free -m');
  });

  it('removes what was written for it when filling fails', async () => {
    let written = '';
    const fill = (data: string): Promise<never> => {
      written = data;
      return Promise.reject(new Error('disk full'));
    };
    await expect(startPrometheus({ fill })).rejects.toThrow('disk full');
    await expect(readdir(path.dirname(written))).rejects.toThrow('ENOENT');
  });
});

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a supervised program', () => {
  it('takes its folder along when it ends by itself', async () => {
    const data = await mkdtemp(path.join(tmpdir(), 'todo-supervised-'));
    const running = supervise(data, await program('brief', 'exit 3'), []);
    await running.stop();
    await expect(readdir(data)).rejects.toThrow('ENOENT');
  });
});
