import { describe, expect, test } from '@jest/globals';
import { ExitCode } from '../../../scripts/lib/cli/exit-code.ts';
import type { Io } from '../../../scripts/lib/cli/io.ts';
import type { LogStore } from '../../../scripts/lib/queries/log-event.ts';
import { runInsightsQuery } from '../../../scripts/lib/query/run-insights.ts';
import { queryOutputSchema } from '../../../scripts/lib/queries/query-output.ts';

const lines = ['GET / 200', 'GET /metrics 200', 'POST / 302', 'GET / 200', 'no access line'];

const logStore: LogStore = {
  accountId: '123456789012',
  logGroups: ['/ecs/todo', '/ecs/other'],
  *events(groups, start, end) {
    if (!groups.includes('/ecs/todo')) return;
    for (const [index, message] of lines.entries()) {
      const timestamp = 1000 * index;
      if (timestamp >= start && timestamp < end)
        yield {
          timestamp,
          ingestionTime: timestamp,
          message,
          logStream: 's',
          logGroup: '/ecs/todo',
        };
    }
  },
};

function run(text: string, options: { json?: boolean; variables?: Record<string, string> } = {}) {
  let out = '';
  let err = '';
  const io: Io = {
    out: (t) => void (out += t),
    err: (t) => void (err += t),
    interactive: false,
    canAsk: false,
    color: false,
    columns: 100,
    signal: new AbortController().signal,
  };
  const { json = false, variables } = options;
  const code = runInsightsQuery(
    { text, logStore, from: 0, to: 60_000, json, ...(variables ? { variables } : {}) },
    io,
  );
  return { code, out, err };
}

const QUERY =
  'parse @message "* * *" as method, path, status | filter path != "/metrics" and ispresent(path) | stats count(*) as n by path | sort n desc';

describe('query --insights', () => {
  test('explains the query, runs it, and says what it would scan', () => {
    const { code, out } = run(QUERY);
    expect(code).toBe(ExitCode.Success);
    expect(out).toMatch(/ 1 {2}parse {4}adds method, path and status from @message/);
    expect(out).toMatch(/ {2}path +n\n {2}\/ +3\n/);
    expect(out).toMatch(
      /5 records scanned, \d matched, 0\.1 kB {2}\(on AWS less than 0\.00001 USD\)/,
    );
  });

  test('as JSON gives columns, rows and statistics in the published shape', () => {
    const { out } = run(QUERY, { json: true });
    const output = queryOutputSchema.parse(JSON.parse(out));
    expect(output).toMatchObject({
      ok: true,
      columns: ['path', 'n'],
      statistics: { recordsScanned: 5 },
    });
    expect(output.rows[0]?.[0]).toBe('/');
  });

  test('does not run a query with an error, and shows the place', () => {
    const { code, out, err } = run('stats count(*) as n by path | sort method desc');
    expect(code).toBe(ExitCode.Usage);
    expect(out).toBe('');
    expect(err).toContain('insights/dead-field');
    expect(err).toContain('     ^^^^^^\n');
  });

  test('as JSON an error is not ok', () => {
    const output = queryOutputSchema.parse(JSON.parse(run('filter a = ', { json: true }).out));
    expect(output).toMatchObject({
      ok: false,
      rows: [],
      diagnostics: [{ code: 'insights/syntax' }],
    });
  });

  test('puts in the values of Grafana’s variables', () => {
    const { out } = run('filter @message like /${word:regex}/ | stats count(*) as n by bin($i)', {
      variables: { word: 'POST', i: '5m' },
    });
    expect(out).toMatch(/ 1\n {2}5 records/);
  });

  test('names the log groups that there are, when SOURCE names another', () => {
    const { code, err } = run("SOURCE '/ecs/gone' | limit 1");
    expect(code).toBe(ExitCode.Usage);
    expect(err).toContain('the log groups here are /ecs/todo, /ecs/other');
  });

  test('says what it cannot run', () => {
    expect(run('pattern @message | diff').err).toContain('insights/not-evaluated');
  });
});
