import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  insightsQueries,
  type InsightsQueries,
} from '../../../../../dashboards/queries/insights.ts';
import { evaluate } from '../../../../../scripts/lib/queries/insights/evaluate/evaluate.ts';
import type { LogEvent } from '../../../../../scripts/lib/queries/log-event.ts';
import {
  simulate,
  type Request,
  type Simulation,
} from '../../../../../telemetry/simulate/index.ts';
import { accessLineForInsights } from '../../../../../telemetry/logs.ts';
import { events, NINE, rows } from './run.ts';

const MINUTE = 60_000;
const start = NINE;
const end = NINE + 20 * MINUTE;

type Row = Record<string, string>;

/** The simulated app of a contract, through an outage of MongoDB, and what its log panels show of it. */
class Panels {
  readonly simulation: Simulation;
  readonly #queries: InsightsQueries;
  readonly app: readonly LogEvent[];

  constructor(contract: 'chapter' | 'app') {
    this.#queries = insightsQueries(contract);
    const incidents = [{ name: 'mongo-outage', at: NINE + 8 * MINUTE, minutes: 4 }] as const;
    this.simulation = simulate({
      seed: 20_261_120,
      start,
      end,
      contract,
      incidents,
      requestsPerSecond: 3,
    });
    this.app = [...this.#events('app')];
  }

  #events(container: 'app' | 'collector'): Iterable<LogEvent> {
    const { world, logs } = this.simulation;
    return logs.events([world.logGroups[container]], start, end);
  }

  rows(name: keyof InsightsQueries): Row[] {
    const text = this.#queries[name].text
      .replaceAll(/\$\{(?:task|route):regex\}/g, '.*')
      .replaceAll('$interval', '5m');
    const log = name === 'collectorErrors' ? this.#events('collector') : this.app;
    const { accountId } = this.simulation.world;
    return evaluate(text, log, { start, end, accountId }).results.map((row) =>
      Object.fromEntries(row.map(({ field, value }) => [field, value])),
    );
  }

  /** How many such requests there really were. */
  truth(which: (request: Request) => boolean): number {
    return this.simulation.truth.endedBetween(start, end).filter(which).length;
  }
}

const sum = (table: readonly Row[], column: string): number =>
  table.reduce((total, row) => total + Number(row[column]), 0);

const count = (log: readonly LogEvent[], wanted: (message: string) => boolean): number =>
  log.filter(({ message }) => wanted(message)).length;

describe.each(['chapter', 'app'] as const)(
  'log panels of the simulated app, contract %s',
  (contract) => {
    let panels: Panels;
    beforeAll(() => {
      panels = new Panels(contract);
    });

    it('count every request by its status, in every colour', () => {
      const table = panels.rows('requestsByStatus');
      const statuses = [...new Set(table.map((row) => row['status'] ?? ''))];
      const shown = new Map(
        statuses.map((status) => [
          Number(status),
          sum(
            table.filter((row) => row['status'] === status),
            'requests',
          ),
        ]),
      );
      expect(shown.size).toBeGreaterThan(4);
      expect(shown).toEqual(panels.simulation.truth.between(start, end).byStatus);
    });

    it('count deletes and what was not found', () => {
      const deletes = panels.truth(({ kind, status }) => kind === 'delete' && status === 302);
      expect(sum(panels.rows('deletes'), 'deletes')).toBe(deletes);
      const missing = panels.truth(({ status }) => status === 404 || status === 405);
      const table = panels.rows('notFound');
      expect(table.length).toBeLessThanOrEqual(20);
      expect(missing - sum(table, 'requests')).toBe(
        table.length < 20 ? 0 : missing - sum(table, 'requests'),
      );
      const counts = table.map((row) => Number(row['requests']));
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    });

    it('count the inserts that failed unseen', () => {
      // This repository's app tells the user when MongoDB is away; only what MongoDB refuses is swallowed.
      const swallowed = panels.truth(
        ({ insertFailed, insertRefused }) =>
          insertFailed !== undefined && (contract === 'chapter' || insertRefused !== true),
      );
      expect(sum(panels.rows('swallowedInserts'), 'inserts')).toBe(swallowed);
      if (contract === 'chapter') expect(swallowed).toBeGreaterThan(0);
    });

    it('count lines and errors by level and logger', () => {
      const isLevel = (level: string) => (message: string) =>
        contract === 'app'
          ? message.includes(`"level":"${level}"`) || message.includes(`"level": "${level}"`)
          : new RegExp(`^\\S+ \\S+ - \\S+ - ${level} - `).test(message);
      const lines = panels.rows('linesByLevel');
      for (const level of ['INFO', 'ERROR'])
        expect(
          sum(
            lines.filter((row) => row['level'] === level),
            'lines',
          ),
        ).toBe(count(panels.app, isLevel(level)));
      expect(sum(panels.rows('errorsByLogger'), 'errors')).toBe(
        count(panels.app, isLevel('ERROR')),
      );
    });

    it('show the newest errors, tracebacks with them', () => {
      const table = panels.rows('latestErrors');
      const wanted = panels.app.filter(({ message }) =>
        contract === 'app'
          ? /"level": ?"ERROR"/.test(message)
          : / - ERROR - |^(Traceback|\s+File|\s{4}\S|[A-Za-z_.]+(Error|Exception|Timeout)\b)/.test(
              message,
            ),
      );
      expect(table.map((row) => row['@message'])).toEqual(
        wanted
          .slice(-200)
          .toReversed()
          .map(({ message }) => message),
      );
    });

    it('show the newest access lines', () => {
      const table = panels.rows('accessLog');
      expect(table).toHaveLength(100);
      const times = table.map((row) => row['@timestamp'] ?? '');
      expect(times).toEqual(times.toSorted().toReversed());
      expect(table.every((row) => row['status'] && row['method'])).toBe(true);
    });

    it('weigh what is taken in, and how late', () => {
      const bytes = panels.app.reduce(
        (total, { message }) => total + Array.from(message).length,
        0,
      );
      expect(sum(panels.rows('bytesByTask'), 'bytes')).toBe(bytes);
      const lags = panels.app.map(({ ingestionTime, timestamp }) => ingestionTime - timestamp);
      const worst = Math.max(...panels.rows('ingestionLag').map((row) => Number(row['worst'])));
      expect(worst).toBe(Math.max(...lags));
      expect(panels.rows('collectorErrors')).toEqual(expect.any(Array));
    });
  },
);

// As measured with Flask 2.2.3 and Werkzeug 2.2.3.
describe('the access line of Werkzeug', () => {
  const line = (text: string, status: number): string =>
    `2026-11-22 10:00:12,165 - werkzeug - INFO - 10.0.2.187 - - [22/Nov/2026 10:00:12] "${text}" ${status} -`;

  it.each([
    ['white', line('GET / HTTP/1.1', 200), 'GET', '/'],
    ['yellow', line('\u001b[33mGET /favicon.ico HTTP/1.1\u001b[0m', 404), 'GET', '/favicon.ico'],
    ['green', line('\u001b[32mPOST / HTTP/1.1\u001b[0m', 302), 'POST', '/'],
    [
      'red, bold',
      line('\u001b[31m\u001b[1mGET /6b02/delete HTTP/1.1\u001b[0m', 405),
      'GET',
      '/6b02/delete',
    ],
    ['magenta, bold', line('\u001b[35m\u001b[1mPOST / HTTP/1.1\u001b[0m', 500), 'POST', '/'],
    ['cyan', line('\u001b[36mHEAD / HTTP/1.0\u001b[0m', 304), 'HEAD', '/'],
  ])('is read in %s', (_colour, message, method, path) => {
    const query = `parse @message ${accessLineForInsights} | display method, path, status`;
    const status = message.slice(-5, -2);
    expect(rows(query, events(message))).toEqual([{ method, path, status }]);
  });
});
