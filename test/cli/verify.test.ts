import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { verifyReportSchema } from '../../scripts/lib/verify/outcome.ts';

const env = { ...process.env, GRAFANA_URL: '' };
const verify = (flags: readonly string[]) =>
  spawnSync('node', ['scripts/run.mjs', 'verify', ...flags], { encoding: 'utf8', env });

/** Two programs start and data are written first: a busy machine needs more than the usual patience. Milliseconds. */
const PATIENCE = 180_000;

/** Real Prometheus, this project's Logs API, both behind SigV4. */
describe('npm run verify', () => {
  it(
    'asks every query of the simulated app, and none fails',
    () => {
      const { status, stdout } = verify(['--json', '-']);
      const report = verifyReportSchema.parse(JSON.parse(stdout));
      expect(report.queries.filter(({ status: each }) => each === 'failed')).toEqual([]);
      const answered = report.queries.filter(({ status: each }) => each === 'answered');
      expect(answered.length).toBeGreaterThan(report.queries.length / 2);
      expect(answered.some(({ language }) => language === 'insights')).toBe(true);
      expect(report.cost.bytesScanned).toBeGreaterThan(0);
      expect(report.cost.samples).toBeGreaterThan(0);
      expect(status).toBe(0);
    },
    PATIENCE,
  );

  it(
    'scans no more than it may, and says what it did not run',
    () => {
      const { status, stdout } = verify(['--json', '-', '--max-scan', '1MB']);
      const report = verifyReportSchema.parse(JSON.parse(stdout));
      expect(report.scan?.limit).toBe(1e6);
      expect(report.scan?.bytes).toBeGreaterThan(0);
      expect(report.scan?.bytes).toBeLessThanOrEqual(1e6);
      expect(report.queries.some(({ status: each }) => each === 'not-run')).toBe(true);
      expect(status).toBe(0);
    },
    PATIENCE,
  );

  it.each([
    [['--max-scan', 'much'], 'is no size'],
    [['--hours', '-1'], 'not a number of hours'],
    [['--env', 'production'], 'is not filled in'],
  ])('refuses %j', (flags, message) => {
    const { status, stderr } = verify(flags);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});
