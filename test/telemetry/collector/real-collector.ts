import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Where scripts/setup/collector.sh builds it, or one that somebody else has built: ADOT's own. */
const OWN = path.join(import.meta.dirname, 'otelcol/.otelcol');
const OTELCOL = process.env['COLLECTOR'] ?? OWN;

const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret-of-the-example',
  AWS_EC2_METADATA_DISABLED: 'true',
};

export interface RealCollector {
  /** Lines of its log so far. */
  lines(): readonly string[];
  /** Its log lines of a level that somebody has to look at. */
  complaints(): readonly string[];
  /** SIGTERM, as ECS sends it. @returns the exit code */
  stop(): Promise<number | null>;
}

/** Starts the collector with its configuration in the variable that ADOT reads, and waits until it is ready. */
export async function startCollector(
  yaml: string,
  variables: Readonly<Record<string, string>>,
): Promise<RealCollector> {
  if (!existsSync(OTELCOL)) throw new Error(`${OTELCOL} is not built: make collector-check`);
  const child = spawn(OTELCOL, ['--config=env:AOT_CONFIG_CONTENT'], {
    env: { ...CREDENTIALS, ...variables, AOT_CONFIG_CONTENT: yaml, PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const lines = (): string[] => output.split('\n').filter((line) => line !== '');
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for (let tries = 0; tries < 600 && child.exitCode === null; tries++) {
    if (output.includes('Everything is ready.')) break;
    await wait(100);
  }
  if (!output.includes('Everything is ready.')) {
    child.kill('SIGKILL');
    throw new Error(`the collector did not start:\n${output}`);
  }
  return {
    lines,
    complaints: () => lines().filter((line) => /\t(warn|error|fatal)\t/.test(line)),
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

/** What is said of a configuration: undefined where it is accepted. */
export async function refusalOf(
  yaml: string,
  variables: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  if (OTELCOL === OWN) return refusalByValidate(yaml, variables);
  // ADOT has no `validate`: it is started.
  try {
    await (await startCollector(yaml, variables)).stop();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function refusalByValidate(
  yaml: string,
  variables: Readonly<Record<string, string>>,
): string | undefined {
  const directory = mkdtempSync(path.join(tmpdir(), 'collector-'));
  const file = path.join(directory, 'config.yaml');
  writeFileSync(file, yaml);
  try {
    const { status, stderr, stdout } = spawnSync(OTELCOL, ['validate', `--config=file:${file}`], {
      env: { ...CREDENTIALS, ...variables, PATH: process.env['PATH'] },
      encoding: 'utf8',
    });
    return status === 0 ? undefined : `${stderr}${stdout}`;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
