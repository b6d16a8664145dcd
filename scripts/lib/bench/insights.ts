import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { evaluate } from '../queries/insights/evaluate/evaluate.ts';
import type { LogEvent } from '../queries/log-event.ts';
import type { Benchmark } from './result.ts';

/** Events of the measurement; memory is looked at over ten times as many. */
const SIZES = [100_000];
const RUNS = 5;
const START = Date.UTC(2026, 10, 20, 9);
const BUCKET = 5 * 60_000;

const ACCESS =
  /"(?:\x1b\[[0-9;]*m)*(?<method>[A-Z]+) (?<path>\S+) HTTP\/1\.[01](?:\x1b\[0m)?" (?<status>\d{3})/;
const QUERY = `parse @message /${ACCESS.source}/ | filter status >= 300 | stats count(*) as n by bin(5m), status`;

const LINES = [
  ['GET / HTTP/1.1', 200],
  ['\u001b[33mGET /favicon.ico HTTP/1.1\u001b[0m', 404],
  ['\u001b[32mPOST / HTTP/1.1\u001b[0m', 302],
  ['\u001b[35m\u001b[1mPOST / HTTP/1.1\u001b[0m', 500],
] as const;

/** A line of the app for every 300 ms; each fifth is no access line. Made as it is asked for: nothing of it is kept. */
function* logOf(count: number): Generator<LogEvent> {
  for (let i = 0; i < count; i++) {
    const [request, status] = LINES[i % LINES.length] ?? LINES[0];
    const message =
      i % 5 === 4
        ? `2026-11-20 09:00:03,741 - root - INFO - Received a POST request for http://alb.example/${i}`
        : `2026-11-20 09:00:03,741 - werkzeug - INFO - 10.0.2.187 - - [20/Nov/2026 09:00:03] "${request}" ${status} -`;
    const timestamp = START + i * 300;
    yield {
      timestamp,
      ingestionTime: timestamp + 500,
      message,
      logStream: 's',
      logGroup: '/ecs/todo',
    };
  }
}

/** What the query asks for, by hand. */
function bareLoop(log: Iterable<LogEvent>): number {
  const groups = new Map<string, number>();
  for (const { timestamp, message } of log) {
    const status = ACCESS.exec(message)?.groups?.['status'];
    if (status === undefined || Number(status) < 300) continue;
    const key = `${Math.floor(timestamp / BUCKET) * BUCKET} ${status}`;
    groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  return groups.size;
}

/** The evaluator beside a plain loop with the same regular expression, and what it keeps in memory of a million events. */
export const insightsBenchmark: Benchmark = {
  summary:
    'run `parse | filter | stats by bin(5m)` over log events, beside a plain loop with the same regex',
  run: ({ onResult, note, sizes = SIZES }) => {
    for (const size of sizes) {
      note(`insights: ${size} events`);
      const log = [...logOf(size)];
      const end = START + size * 300 + 1;
      const run = (): unknown => evaluate(QUERY, log, { start: START, end });
      const [ms, bareMs] = fastest([run, () => bareLoop(log)]);
      onResult({
        name: 'insights',
        case: `parse | filter | stats, ${size} events`,
        ms: round(ms),
        bareMs: round(bareMs),
        ratio: round(ms / bareMs),
        peakMiB: growthOf(size * 10),
        target: 4,
      });
    }
    return Promise.resolve();
  },
};

/** How much more the heap holds in the middle of a stream of events that nobody else keeps, garbage collected. MiB. */
function growthOf(count: number): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const held = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = held();
  let most = before;
  const watched = function* (): Generator<LogEvent> {
    let i = 0;
    for (const event of logOf(count)) {
      if (++i % (count / 4) === 0) most = Math.max(most, held());
      yield event;
    }
  };
  evaluate(QUERY, watched(), { start: START, end: START + count * 300 + 1 });
  return round((most - before) / 1024 / 1024);
}

/** The fastest run of each, taken in turns, so that what the machine does besides hits all alike. */
function fastest(works: readonly [() => unknown, () => unknown]): [number, number] {
  const best: [number, number] = [Infinity, Infinity];
  for (let run = 0; run < RUNS; run++)
    works.forEach((work, index) => {
      const start = performance.now();
      work();
      best[index] = Math.min(best[index] ?? Infinity, performance.now() - start);
    });
  return best;
}

const round = (n: number): number => Math.round(n * 100) / 100;
