import { access } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { prometheusClient } from '../../scripts/lib/prometheus/client.ts';
import { startSimulatedApp } from '../../telemetry/simulated-app.ts';

it('has its first and its last hour from the start, and leaves nothing behind when stopped', async () => {
  const now = Date.UTC(2026, 10, 20, 12);
  const app = await startSimulatedApp({ seed: 1, now, hours: 2 });
  const up = (at: number) => prometheusClient(app.prometheusUrl).instant('sum(up)', at);
  const early = now - 115 * 60_000;
  const answers = [await up(early), await up(now)];
  await app.stop();
  expect(answers).toMatchObject([
    { result: [{ value: [early / 1000, '2'] }] },
    { result: [{ value: [now / 1000, '2'] }] },
  ]);
  await expect(access(app.dataDirectory)).rejects.toThrow('ENOENT');
});
