import { access } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { prometheusClient } from '../../scripts/lib/prometheus/client.ts';
import { startSimulatedApp } from '../../telemetry/simulated-app.ts';

it('has the newest hour at once when asked to, and leaves nothing behind when stopped while it writes the rest', async () => {
  const now = Date.UTC(2026, 10, 20, 12);
  const app = await startSimulatedApp({ seed: 1, now, hours: 2, newestFirst: true });
  const answer = await prometheusClient(app.prometheusUrl).instant('sum(up)', now);
  await app.stop();
  expect(answer).toMatchObject({ result: [{ value: [now / 1000, '2'] }] });
  await expect(access(app.dataDirectory)).rejects.toThrow('ENOENT');
});
