import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openMetrics } from '../../scripts/lib/prometheus/openmetrics.ts';
import { familyOf } from '../family.ts';
import type { Simulation } from './index.ts';
import { summaryOf } from './summary.ts';

/**
 * Writes a simulation as files: `metrics.om` (OpenMetrics text, what promtool loads), `logs.jsonl` (a log event a line, as
 * CloudWatch keeps it) and `truth.json` (what really happened, minute by minute).
 * @returns their paths.
 */
export async function writeSimulation(
  simulation: Simulation,
  directory: string,
): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true });
  const files: string[] = [];
  const write = async (name: string, chunks: Iterable<string>): Promise<void> => {
    const file = path.join(directory, name);
    await pipeline(Readable.from(chunks, { objectMode: true }), createWriteStream(file));
    files.push(file);
  };
  await write('metrics.om', openMetrics(simulation.series(), familyOf));
  await write('logs.jsonl', logLines(simulation));
  await write('truth.json', [`${JSON.stringify(summaryOf(simulation), null, 2)}\n`]);
  return files;
}

function* logLines({ logs, world }: Simulation): Generator<string> {
  let text = '';
  for (const event of logs.events(logs.logGroups, world.start, world.end)) {
    text += `${JSON.stringify(event)}\n`;
    if (text.length > 1 << 20) {
      yield text;
      text = '';
    }
  }
  yield text;
}
