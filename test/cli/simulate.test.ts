import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { queryOutputSchema } from '../../scripts/lib/queries/query-output.ts';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the project as a process, as `npm run` does. */
async function run(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['scripts/run.mjs', ...args], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'todo-simulate-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const short = ['--hours', '0.25'];

describe('npm run simulate', () => {
  it('writes the same files for the same seed', async () => {
    const write = async (name: string): Promise<string[]> => {
      const out = path.join(folder, name);
      const ended = await run('simulate', '--hours', '0.05', '--out', out);
      expect(ended).toMatchObject({ code: 0 });
      expect((await readdir(out)).toSorted()).toEqual(['logs.jsonl', 'metrics.om', 'truth.json']);
      return Promise.all(
        ['logs.jsonl', 'metrics.om', 'truth.json'].map((file) =>
          readFile(path.join(out, file), 'utf8'),
        ),
      );
    };
    const [first, second] = [await write('a'), await write('b')];
    expect(first[0] === second[0] && first[1] === second[1] && first[2] === second[2]).toBe(true);
    expect(first[1]?.endsWith('# EOF\n')).toBe(true);
  });

  it('shows what happened, minute by minute', async () => {
    const { code, stdout } = await run('simulate', ...short, '--incident', 'mongo-outage');
    expect(code).toBe(0);
    expect(stdout).toContain('mongo-outage  from 11:45 to 11:55 UTC');
    expect(stdout).toMatch(/ {2}11:50 +\d+ +\d+ +\d+\.\d s/);
  });

  it.each([
    [['--incident', 'mongo-outag'], 'Did you mean mongo-outage?'],
    [['--seed', 'seven'], 'A seed is an integer.'],
    [['--end', 'tomorrow'], 'A time looks like'],
  ])('ends with 2 for %j', async (flags, message) => {
    const { code, stdout, stderr } = await run('simulate', ...flags);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('npm run query --promql', () => {
  const query = (text: string, ...flags: readonly string[]) =>
    run('query', '--promql', text, ...short, ...flags);

  it('prints a table, and the same for programs', async () => {
    const text = 'sum by (status) (increase(flask_http_request_total[10m]))';
    const table = await query(text);
    expect(table).toMatchObject({ code: 0, stderr: '' });
    expect(table.stdout).toMatch(/status +value\n[^]* {2}200 +[\d.]+/);
    const { stdout } = await query(text, '--json');
    const output = queryOutputSchema.parse(JSON.parse(stdout));
    expect(output).toMatchObject({ ok: true, columns: ['status', 'value'], diagnostics: [] });
    expect(output.rows.map(([status]) => status)).toContain('200');
  });

  it('shows a series over time', async () => {
    const { stdout } = await query(
      'sum(rate(flask_http_request_total[5m]))',
      '--from',
      'now-2m',
      '--json',
    );
    const { columns, rows } = queryOutputSchema.parse(JSON.parse(stdout));
    expect(columns).toEqual(['time', 'value']);
    expect(rows).toHaveLength(7);
    expect(rows[0]?.[0]).toBe('2026-11-20T11:58:00.000Z');
  });

  it.each([
    ['rate(flask_http_request_total[5m]', '      ^', 'never closed'],
    ['sum(rate(flask_http_requests_total[5m]))', '^^^^^', 'did you mean flask_http_request_total?'],
    ['rate(process_open_fds[5m])', '^', 'gauge'],
  ])('shows the place and the mistake in %s', async (text, caret, message) => {
    const { code, stdout, stderr } = await query(text);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(caret);
    expect(stderr).toContain(message);
  });

  it('names the nearest label', async () => {
    const { stderr } = await query(
      'sum by (pth) (rate(flask_http_request_duration_seconds_count[5m]))',
    );
    expect(stderr).toContain('did you mean path?');
  });

  it('refuses an answer that is too large', async () => {
    const { code, stderr } = await run(
      'query',
      '--promql',
      '{__name__=~".+"}',
      '--hours',
      '1',
      '--from',
      'now-1h',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('at most 100,000 are shown');
    expect(stderr).toContain('topk(10, …)');
  });
});

describe('npm run query --insights', () => {
  it('says what each command does and gives the rows', async () => {
    const { code, stdout } = await run(
      'query',
      '--insights',
      'filter @message like / 500 -/ | stats count(*) as n',
      '--incident',
      'mongo-outage',
      ...short,
    );
    expect(code).toBe(0);
    expect(stdout).toContain('stats    one row');
    expect(stdout).toMatch(/records scanned/);
  });

  it('names the log groups that there are', async () => {
    const { code, stderr } = await run('query', '--insights', 'limit 1', '--log-group', '/nope');
    expect(code).toBe(2);
    expect(stderr).toContain('/ecs/todo-app, /ecs/todo-app-collector');
  });

  it('asks for a query when there is none', async () => {
    const { code, stderr } = await run('query');
    expect(code).toBe(2);
    expect(stderr).toContain('what should be asked?');
  });
});
