import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sarifFaults } from '../support/sarif-schema.ts';
import { findingsReportSchema } from '../../scripts/lib/rules/finding.ts';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'check-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const file = (name: string, content: string): string => {
  const target = path.join(directory, name);
  writeFileSync(target, content);
  return target;
};
function check(flags: readonly string[], input = '', env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync('node', ['scripts/run.mjs', 'check', ...flags], {
    input,
    encoding: 'utf8',
    env: { ...process.env, GITHUB_ACTIONS: '', ...env },
  });
  return { status, stdout, stderr };
}

const board = (expr: string): string =>
  JSON.stringify(
    {
      title: 'Board',
      uid: 'board',
      panels: [
        {
          id: 1,
          type: 'timeseries',
          title: 'Panel',
          targets: [{ refId: 'A', datasource: { type: 'prometheus' }, expr }],
        },
        {
          id: 2,
          type: 'logs',
          title: 'Logs',
          targets: [{ refId: 'A', datasource: { type: 'loki' }, expr: '{a="b"} |= "x"' }],
        },
      ],
    },
    null,
    2,
  );

describe('npm run check', () => {
  it("finds no error in this repository's own dashboards", () => {
    const { status, stdout, stderr } = check([]);
    expect(stdout).toMatch(/^0 errors, 0 warnings/m);
    expect([status, stderr]).toEqual([0, '']);
  });

  it('marks the place in the query of a dashboard file, says why, counts what it passed over, and fails', () => {
    const { status, stdout } = check(['--dashboards', file('bad.json', board('sum(rate(up))'))]);
    expect(stdout).toContain('bad.json:15:29  Panel');
    expect(stdout).toContain('  sum(rate(up))\n           ^^\n');
    expect(stdout).toContain('1 query of other data sources passed over: loki 1');
    expect(status).toBe(1);
  });

  it('writes JSON with exactly the published fields, and SARIF and JUnit beside', () => {
    const [json, sarif, junit] = ['f.json', 'f.sarif', 'f.xml'].map((name) =>
      path.join(directory, name),
    );
    const { status } = check([
      '--dashboards',
      file('warn.json', board('rate(x_total[$__interval])')),
      '--json',
      json ?? '',
      '--sarif',
      sarif ?? '',
      '--junit',
      junit ?? '',
    ]);
    const report = findingsReportSchema.parse(JSON.parse(readFileSync(json ?? '', 'utf8')));
    expect(report.findings).toMatchObject([
      { code: 'promql/rate-interval', severity: 'warning', uid: 'board', panel: 'Panel' },
    ]);
    expect(Object.keys(report.findings[0] ?? {}).sort()).toEqual([
      'code',
      'column',
      'file',
      'fix',
      'line',
      'message',
      'panel',
      'severity',
      'uid',
    ]);
    expect(sarifFaults(JSON.parse(readFileSync(sarif ?? '', 'utf8')))).toBe('');
    expect(readFileSync(junit ?? '', 'utf8')).toContain(
      '<testsuite name="check" tests="1" failures="0"',
    );
    expect(status).toBe(0);
  });

  it('fails on warnings under --strict, and annotates under GitHub Actions', () => {
    const { status, stdout } = check(
      ['--strict', '--dashboards', file('strict.json', board('rate(x_total[$__interval])'))],
      '',
      { GITHUB_ACTIONS: 'true' },
    );
    expect(stdout).toContain('::warning file=');
    expect(status).toBe(1);
  });

  it('repairs what can be repaired safely, shown as a diff', () => {
    const target = file('fix.json', board('rate(x_total[$__interval])'));
    const { stderr, status } = check(['--fix', '--dashboards', target]);
    expect(stderr).toContain('+          "expr": "rate(x_total[$__rate_interval])"');
    expect(readFileSync(target, 'utf8')).toBe(board('rate(x_total[$__rate_interval])'));
    expect(status).toBe(0);
  });

  it('answers a line for each query and names the lines that it cannot read', () => {
    const lines = [
      '{"language":"promql","query":"up"}',
      'no json',
      '{"language":"sql","query":"x"}',
      '{"language":"insights","query":"fields @message | limit 20"}',
      '{"language":"promql","query":"rate(up)"}',
    ];
    const { status, stdout, stderr } = check(['--queries', '-'], lines.join('\n'));
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { ok: boolean; diagnostics: object[] });
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(answers[2]?.diagnostics[0]).toMatchObject({
      code: 'promql/type',
      severity: 'error',
      from: 5,
      to: 7,
    });
    expect(stderr).toMatch(/-:2: it is not JSON/);
    expect(stderr).toMatch(/-:3: language/);
    expect(status).toBe(1);
  });

  it.each([
    [
      'a file that is not there',
      ['--dashboards', 'nowhere.json'],
      2,
      'there is no file "nowhere.json"',
    ],
    ['queries that are not there', ['--queries', 'nowhere.jsonl'], 2, 'cannot be read'],
    [
      'a SARIF path that cannot be written',
      ['--sarif', '/nowhere/x.sarif'],
      2,
      'cannot be written',
    ],
    ['two reports on one stdout', ['--json', '--sarif'], 2, 'cannot both write to stdout'],
    ['an unknown flag', ['--jsn'], 2, 'unknown option'],
  ])('refuses %s', (_, flags, code, message) => {
    const { status, stderr } = check(flags);
    expect(stderr).toContain(message);
    expect(status).toBe(code);
  });

  it('reports files that are no JSON or no dashboard, and goes on', () => {
    const { status, stdout } = check([
      '--dashboards',
      file('broken.json', '{"panels": ['),
      file('other.json', '{}'),
      file('fine.json', board('up')),
    ]);
    expect(stdout).toContain('file/json');
    expect(stdout).toContain('file/no-dashboard');
    expect(stdout).toContain('1 error, 1 warning');
    expect(status).toBe(1);
  });
});
