import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { durationBuckets } from '../../../telemetry/metrics.ts';
import { errorMark } from '../../../telemetry/logs.ts';
import type { IncidentName } from '../../../telemetry/simulate/index.ts';
import { seeds, startAskedApp, type AskedApp } from '../../support/telemetry/ask.ts';

const MINUTE = 60_000;
const now = Date.UTC(2026, 10, 20, 12);
const at = now - 14 * MINUTE;
/** Well inside the incident, with all of the window in it. */
const inside = at + 9 * MINUTE;

const bounds = durationBuckets.map(Number);
const bucketOf = (seconds: number): number => {
  const bucket = bounds.findIndex((bound) => seconds <= bound * 1.000001);
  // Above the last bound a quantile says the last bound.
  return bucket === -1 ? bounds.length - 2 : bucket;
};

const nightly = process.env['TELEMETRY_SEEDS'] !== undefined;
const incidents = nightly
  ? (['healthy', 'mongo-outage', 'mongo-slow', 'scanner-storm', 'swallowed-insert-errors'] as const)
  : (['healthy', 'mongo-outage', 'swallowed-insert-errors'] as const);
const cases: readonly (readonly [IncidentName | 'healthy', number])[] = seeds([11]).flatMap(
  (seed) => incidents.map((name) => [name, seed] as const),
);

describe.each(cases)(
  'what Prometheus answers, %s with seed %d, against the truth',
  (name, seed) => {
    let app: AskedApp;
    beforeAll(async () => {
      app = await startAskedApp({
        seed,
        now,
        hours: 0.7,
        incidents: name === 'healthy' ? [] : [{ name, at }],
      });
    });
    afterAll(() => app?.stop());
    const truth = (minutes: number) => app.truth.between(inside - minutes * MINUTE, inside);

    it('error ratio within one percentage point', async () => {
      const ratio = await app.value(
        '(sum(increase(flask_http_request_total{status=~"5.."}[5m])) or vector(0)) / sum(increase(flask_http_request_total[5m]))',
        inside,
      );
      expect(Math.abs((ratio ?? NaN) - truth(5).errorRatio)).toBeLessThan(0.01);
    });

    it.each([
      [0.5, 'p50'],
      [0.95, 'p95'],
    ] as const)('quantile %d within one bucket', async (quantile, key) => {
      const seconds = await app.value(
        `histogram_quantile(${quantile}, sum by (le) (rate(flask_http_request_duration_seconds_bucket[5m])))`,
        inside,
      );
      const off = Math.abs(bucketOf(seconds ?? NaN) - bucketOf(truth(5)[key]));
      expect({ seconds, truth: truth(5)[key], off: off <= 1 }).toMatchObject({ off: true });
    });

    it('share over 10 s within one percentage point', async () => {
      const share = await app.value(
        '1 - sum(rate(flask_http_request_duration_seconds_bucket{le="10"}[5m])) / sum(rate(flask_http_request_duration_seconds_count[5m]))',
        inside,
      );
      expect(Math.abs((share ?? NaN) - truth(5).shareOver10s)).toBeLessThan(0.01);
    });

    it('requests of half an hour within 2 %', async () => {
      const count = await app.value('sum(increase(flask_http_request_total[30m]))', inside);
      expect((count ?? NaN) / truth(30).requests).toBeGreaterThan(0.98);
      expect((count ?? NaN) / truth(30).requests).toBeLessThan(1.02);
    });

    it('ERROR records in the log: exactly those of the truth', () => {
      const [from, to] = [inside - 5 * MINUTE, inside];
      let records = 0;
      for (const { message } of app.logs.events(['/ecs/todo-app'], from, to))
        if (message.includes(errorMark)) records += 1;
      const expected = app.truth.requests.flatMap(({ insertFailed, exception, end }) => [
        ...(insertFailed === undefined ? [] : [Math.floor(insertFailed)]),
        ...(exception === undefined ? [] : [Math.floor(end - 3)]),
      ]);
      expect(records).toBe(expected.filter((time) => from <= time && time < to).length);
    });
  },
);

describe('what no query can repair, and a panel has to survive', () => {
  it('the first failures of a task are missing in increase(), and are in the log', async () => {
    const app = await startAskedApp({
      seed: 21,
      now,
      hours: 0.5,
      incidents: [{ name: 'mongo-outage', at }],
    });
    try {
      const [task] = app.tasks;
      const failed = app
        .series()
        .find(
          ({ labels }) =>
            labels['__name__'] === 'flask_http_request_total' &&
            labels['method'] === 'GET' &&
            labels['status'] === '500' &&
            labels['aws_ecs_task_id'] === task?.id,
        );
      const first = failed?.changes[0];
      const born = first && 'value' in first ? first.value : 0;
      const time = failed?.times[first?.index ?? -1] ?? 0;
      expect(born).toBeGreaterThan(0);
      const increase = `increase(flask_http_request_total{method="GET",status="500",aws_ecs_task_id="${task?.id}"}[5m])`;
      expect(await app.value(increase, time)).toBeUndefined();
      const really = app.truth.between(
        0,
        time + 1,
        (request) => request.task === task && request.method === 'GET' && request.status === 500,
      );
      expect(born).toBe(really.requests);
      let logged = 0;
      for (const { message, logStream } of app.logs.events(['/ecs/todo-app'], 0, time + 1))
        if (
          logStream.endsWith(task?.id ?? '') &&
          /"GET \S+ HTTP\/1\.1\S+ 500/.test(message.replaceAll('\u001b[35m\u001b[1m', ''))
        )
          logged += 1;
      expect(Math.abs(logged - born)).toBeLessThanOrEqual(1);
    } finally {
      await app.stop();
    }
  });

  it('without traffic a ratio is NaN or nothing, never a healthy 0', async () => {
    const app = await startAskedApp({
      seed: 22,
      now,
      hours: 0.5,
      tasks: 1,
      contract: 'app',
      incidents: [{ name: 'traffic-drop', at }],
    });
    try {
      const list = '{url_rule="/"}';
      const ratio = await app.value(
        `sum(rate(flask_http_request_duration_seconds_bucket{url_rule="/",le="0.25"}[2m])) / sum(rate(flask_http_request_duration_seconds_count${list}[2m]))`,
        inside,
      );
      expect(ratio === undefined || Number.isNaN(ratio)).toBe(true);
    } finally {
      await app.stop();
    }
  });

  it('a one-task deployment is struck by the incidents of one task', async () => {
    const app = await startAskedApp({
      seed: 23,
      now,
      hours: 0.5,
      tasks: 1,
      incidents: [{ name: 'task-crash-loop', at }],
    });
    try {
      const ups = await app.line('sum(up)', at, at + 9 * MINUTE);
      expect(ups.some(([, value]) => value === 0)).toBe(true);
      expect(app.truth.lost.length).toBeGreaterThan(0);
    } finally {
      await app.stop();
    }
  });

  it('a deleted to-do has a series of its own that never rises, and counts in the total', async () => {
    const app = await startAskedApp({ seed: 24, now, hours: 2 });
    try {
      const deletes =
        'flask_http_request_duration_seconds_count{path=~"/[0-9a-f]{24}/delete",status="302"}';
      const time = now - 2 * MINUTE;
      expect(await app.value(`count(${deletes})`, time)).toBeGreaterThan(3);
      expect(await app.value(`sum(increase(${deletes}[1h]))`, time)).toBe(0);
    } finally {
      await app.stop();
    }
  });
});
