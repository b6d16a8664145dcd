import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import type { NamedEnvironment } from '../../../scripts/lib/config/load.ts';
import type { PublishReport } from '../../../scripts/lib/plan/outcome.ts';

let bundle: Promise<string> | undefined;

/** A publish as a process of its own; what it told before it ended, or was killed. */
export interface ChildRun {
  readonly process: ChildProcess;
  readonly ended: Promise<{ readonly report?: PublishReport; readonly isKilled: boolean }>;
}

/** Starts `publish-child.ts` as a process; `onEvent` is told each of its events. */
export async function startPublish(
  environment: NamedEnvironment,
  url: string,
  hasOthers: boolean,
  onEvent: () => void,
): Promise<ChildRun> {
  const file = await (bundle ??= bundled());
  const { GRAFANA_URL: _url, GRAFANA_TOKEN: _token, ...inherited } = process.env;
  const child = spawn(process.execPath, [file], {
    env: {
      ...inherited,
      AWS_ENDPOINT_URL_GRAFANA: url,
      PUBLISH_ENVIRONMENT: JSON.stringify(environment),
      ...(hasOthers && { PUBLISH_OTHERS: '1' }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let report: PublishReport | undefined;
  let broken: string | undefined;
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  createInterface({ input: child.stdout }).on('line', (line) => {
    // A process that is killed may leave half a line.
    const told = line.endsWith('}') ? (JSON.parse(line) as Told) : {};
    if (told.event !== undefined) onEvent();
    report = told.report ?? report;
    if (told.error !== undefined && told.isUserError !== true) broken = told.error;
  });
  const ended = new Promise<{ report?: PublishReport; isKilled: boolean }>((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (broken !== undefined || (code !== 0 && signal === null))
        reject(new Error(`the process ended with ${code}: ${broken ?? ''} ${said}`));
      else resolve({ isKilled: signal === 'SIGKILL', ...(report && { report }) });
    });
  });
  return { process: child, ended };
}

interface Told {
  readonly event?: string;
  readonly report?: PublishReport;
  readonly error?: string;
  readonly isUserError?: boolean;
}

/** Node 20 runs no TypeScript: one file of the project's own modules, packages outside. */
async function bundled(): Promise<string> {
  const outfile = path.resolve(`node_modules/.cache/tests/publish-child-${process.pid}.mjs`);
  mkdirSync(path.dirname(outfile), { recursive: true });
  await build({
    entryPoints: ['test/support/publishing/publish-child.ts'],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    outfile,
  });
  return outfile;
}
