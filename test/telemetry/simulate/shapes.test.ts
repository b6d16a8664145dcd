import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAskedApp, type AskedApp } from '../../support/telemetry/ask.ts';

type Line = readonly (readonly [seconds: number, value: string])[];
const recorded = JSON.parse(
  readFileSync(new URL('../../recordings/telemetry/shapes.json', import.meta.url), 'utf8'),
) as Record<'requestRateA' | 'errorRatioA' | 'p95A' | 'upB' | 'samplesScrapedB', Line>;

const MINUTE = 60_000;
const now = Date.UTC(2026, 10, 20, 12);
const RATE = 'rate(flask_http_request_total[80s])';
const FAILED = 'rate(flask_http_request_total{status=~"5.."}[80s])';

/** Seconds after `at` at which a line first passes a limit. */
const passes = (line: readonly (readonly [number, number])[], limit: number, at: number): number =>
  ((line.find(([time, value]) => time >= at && value > limit)?.[0] ?? Infinity) - at) / 1000;

describe('an outage of MongoDB, beside the recorded one', () => {
  const at = now - 14 * MINUTE;
  let app: AskedApp;
  beforeAll(async () => {
    app = await startAskedApp({
      seed: 3,
      now,
      hours: 0.6,
      tasks: 1,
      requestsPerSecond: 4,
      incidents: [{ name: 'mongo-outage', at, minutes: 4 }],
    });
  });
  afterAll(() => app?.stop());

  // In the recording MongoDB stopped at 300 s.
  const real = (line: Line): [number, number][] =>
    line.map(([seconds, value]) => [(seconds - 300) * 1000, Number(value)]);

  it('gives its first failed result after 35 s', () => {
    const first = app.truth.requests.find(
      ({ exception, end }) => exception === 'no-server' && end > at,
    );
    expect(((first?.end ?? 0) - at) / 1000).toBeGreaterThan(33);
    expect(((first?.end ?? 0) - at) / 1000).toBeLessThan(40);
  });

  it('lets traffic dip to about a third before any error shows', async () => {
    const line = await app.line(`sum(${RATE})`, at - 3 * MINUTE, at + 2 * MINUTE);
    const usual = line[0]?.[1] ?? 0;
    const dip = Math.min(...line.map(([, value]) => value)) / usual;
    const realDip = Math.min(
      ...real(recorded.requestRateA).flatMap(([time, value]) =>
        time > 0 && time < 120_000 ? [value] : [],
      ),
    );
    expect(Math.abs(dip - realDip)).toBeLessThan(0.2);
  });

  it('passes an error ratio of one half when the recorded one did', async () => {
    const ratio = await app.line(
      `(sum(${FAILED}) or vector(0)) / sum(${RATE})`,
      at - MINUTE,
      at + 4 * MINUTE,
    );
    const simulated = passes(ratio, 0.5, at);
    expect(Math.abs(simulated - passes(real(recorded.errorRatioA), 0.5, 0))).toBeLessThanOrEqual(
      25,
    );
  });

  it('sticks at 10 s in every quantile, because 30 s are beyond the last bucket', async () => {
    const quantile = `histogram_quantile(0.95, sum by (le) (rate(flask_http_request_duration_seconds_bucket[80s])))`;
    expect(await app.value(quantile, at + 3 * MINUTE)).toBe(10);
    expect(real(recorded.p95A).find(([time]) => time === 180_000)?.[1]).toBe(10);
  });

  it('swallows inserts: a POST that ends 200', async () => {
    const lost = await app.value(
      'sum(increase(flask_http_request_total{method="POST",status="200"}[10m]))',
      at + 7 * MINUTE,
    );
    expect(lost).toBeDefined();
    const swallowed = app.truth.requests.filter(
      ({ insertFailed, status }) => insertFailed !== undefined && status === 200,
    );
    expect(swallowed.length).toBeGreaterThan(0);
  });

  it('is back in order 80 to 100 s after MongoDB', async () => {
    const ratio = await app.value(
      `(sum(${FAILED}) or vector(0)) / sum(${RATE})`,
      at + 4 * MINUTE + 110_000,
    );
    expect(ratio).toBeLessThan(0.02);
  });
});

describe('what a scrape leaves in the store', () => {
  const at = now - 20 * MINUTE;
  let app: AskedApp;
  beforeAll(async () => {
    app = await startAskedApp({
      seed: 4,
      now,
      hours: 1.2,
      tasks: 2,
      incidents: [
        { name: 'scrape-failing', at: now - 60 * MINUTE, minutes: 5 },
        { name: 'task-crash-loop', at: now - 50 * MINUTE, minutes: 5 },
        { name: 'collector-down', at, minutes: 3 },
        { name: 'remote-write-cut', at: now - 10 * MINUTE, minutes: 3 },
      ],
    });
  });
  afterAll(() => app?.stop());

  it('ends all series of the app at once when it does not answer, and keeps up at 0', async () => {
    const failing = now - 57 * MINUTE;
    expect(await app.value('sum(up)', failing)).toBe(0);
    expect(await app.value('count(flask_http_request_total)', failing)).toBeUndefined();
    expect(await app.value('sum(scrape_samples_scraped)', failing)).toBe(0);
    expect(recorded.upB.some(([, value]) => value === '0')).toBe(true);
    expect(recorded.samplesScrapedB.some(([, value]) => value === '0')).toBe(true);
  });

  it('resets the counters of a task whose process died, and no other', async () => {
    const resets = await app.values(
      'sum by (aws_ecs_task_id) (resets(flask_http_request_total{method="GET",status="200"}[10m]))',
      'aws_ecs_task_id',
      now - 43 * MINUTE,
    );
    const [steady, struck] = app.tasks.map(({ id }) => resets[id] ?? 0);
    expect(steady).toBe(0);
    expect(struck).toBeGreaterThan(1);
  });

  it('leaves up at 1 for five minutes when the collector stops; the age tells at once', async () => {
    expect(await app.value('sum(up)', at + 2 * MINUTE)).toBe(2);
    expect(await app.value('min(time() - timestamp(up))', at + 2 * MINUTE)).toBeGreaterThan(100);
    expect(await app.value(`sum(${RATE})`, at + 2 * MINUTE)).toBeUndefined();
  });

  it('loses what the store did not take: a gap, nothing late, counters that went on', async () => {
    const cut = now - 8.5 * MINUTE;
    expect(
      await app.value('count(up == 1 and (time() - timestamp(up)) < 30)', cut),
    ).toBeUndefined();
    const total = 'sum(flask_http_request_total)';
    const [before = 0, after = 0] = [
      await app.value(total, now - 11 * MINUTE),
      await app.value(total, now - 5 * MINUTE),
    ];
    const truth = app.truth.between(now - 11 * MINUTE, now - 5 * MINUTE).requests;
    expect((after - before) / truth).toBeGreaterThan(0.85);
    expect((after - before) / truth).toBeLessThan(1.15);
  });

  it('has no sample of the newest minute yet', async () => {
    expect(await app.value('max(time() - timestamp(up))', now)).toBeGreaterThan(15);
  });
});
