import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { accessLineForInsights, levelForInsights, logLineCatalogue } from '../../telemetry/logs.ts';
import { durationBuckets, findMetric, metricCatalogue } from '../../telemetry/metrics.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../recordings/telemetry/${name}`, import.meta.url), 'utf8'));

type Measured = Record<string, { group: string; type: string; labels: number }>;
const series = read('series.json') as {
  leBuckets: string[];
  labelSets: string[][];
  bundled: Measured;
  unfiltered: Measured;
  'without-suffixes': Measured;
};
/** What resource detection finds, as the series about the scraped target itself has it. */
const detected = series.labelSets[series.bundled['target_info']?.labels ?? -1] ?? [];
const logs = read('log-records.json') as { records: { count: number; lines: string[] }[] };

describe('the metric catalogue', () => {
  it.each(['bundled', 'unfiltered', 'without-suffixes'] as const)(
    'knows every metric that a real collector stored (%s), with all its labels',
    (configuration) => {
      for (const [name, { labels }] of Object.entries(series[configuration])) {
        const known = findMetric(name);
        expect({ name, known: known?.name }).toEqual({ name, known: name });
        const missing = series.labelSets[labels]?.filter((label) => !known?.labels.includes(label));
        // Another resource detector on the same pipeline; not what the bundled file or ours does to ecs_*.
        const allowed = /^(ecs_|container_)/.test(name) ? detected : [];
        expect({ name, missing: missing?.filter((label) => !allowed.includes(label)) }).toEqual({
          name,
          missing: [],
        });
      }
    },
  );

  it('agrees with the measured types', () => {
    for (const [name, { type }] of Object.entries({ ...series.bundled, ...series.unfiltered })) {
      const known = findMetric(name)?.type ?? '';
      const expected = type.startsWith('histogram')
        ? 'histogram_'
        : type.startsWith('counter')
          ? 'counter'
          : type.startsWith('non-monotonic')
            ? 'cumulative'
            : name.endsWith('_info')
              ? 'info'
              : 'gauge';
      expect(`${name}: ${known}`).toContain(`${name}: ${expected}`);
    }
  });

  it('has the measured bounds of the duration histogram', () => {
    expect([...durationBuckets].toSorted()).toEqual(series.leBuckets.toSorted());
  });

  it('names routes by path in the chapter and by rule in this repository', () => {
    const count = 'flask_http_request_duration_seconds_count';
    expect(findMetric(count, 'chapter')?.labels).toContain('path');
    expect(findMetric(count, 'app')?.labels).toContain('url_rule');
    expect(findMetric(count, 'app')?.labels).not.toContain('path');
  });

  it('knows a task measure under the names of every collector generation', () => {
    for (const suffix of ['', '_MiB', '_Megabytes'])
      expect(findMetric(`ecs_task_memory_utilized${suffix}`)?.unit).toBe('MiB');
  });

  it.each(['chapter', 'app'] as const)('says of every metric what it means (%s)', (contract) => {
    for (const { name, meaning, source, unit } of metricCatalogue(contract)) {
      expect({ name, said: meaning !== '' && source !== '' && unit !== '' }).toEqual({
        name,
        said: true,
      });
    }
  });
});

describe('the log-line catalogue', () => {
  it.each(['chapter', 'app'] as const)(
    'has an example that matches each pattern (%s)',
    (contract) => {
      for (const { id, pattern, example } of logLineCatalogue(contract))
        expect({ id, matches: pattern.test(example) }).toEqual({ id, matches: true });
    },
  );

  it('recognises every record that the real app wrote, each as one kind', () => {
    const patterns = logLineCatalogue('chapter').filter(({ container }) => container === 'app');
    for (const { lines } of logs.records) {
      const first = lines[0] ?? '';
      if (first.includes('Press CTRL+C')) continue;
      const matching = patterns.filter(({ pattern }) => pattern.test(first)).map(({ id }) => id);
      expect({ first, kinds: matching.length }).toEqual({ first, kinds: 1 });
    }
  });

  it('offers Insights patterns that read every real access line and every level', () => {
    const access = new RegExp(accessLineForInsights.slice(1, -1));
    const level = new RegExp(levelForInsights.slice(1, -1));
    for (const { lines } of logs.records) {
      const first = lines[0] ?? '';
      if (first.includes('HTTP/1.1'))
        expect(access.exec(first)?.groups?.['status']).toMatch(/^\d{3}$/);
      expect(level.exec(first)?.groups?.['level']).toMatch(/^(INFO|ERROR)$/);
    }
  });
});
