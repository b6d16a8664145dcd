import { scrapesOf } from './collector.ts';
import type { Incidents } from './incidents.ts';
import { appRecords, appStart } from './log-lines/app.ts';
import {
  chapterRecords,
  chapterScrape,
  chapterStart,
  type LogRecord,
} from './log-lines/chapter.ts';
import { collectorStart, collectorStop, scrapeFailed, writeFailed } from './log-lines/collector.ts';
import {
  databaseCheckpoint,
  databaseStart,
  databaseStop,
  slowQuery,
} from './log-lines/database.ts';
import type { LogGroups, World } from './options.ts';
import type { Request } from './request.ts';
import type { Task } from './tasks.ts';

/** A record and who wrote it. */
export interface SourcedRecord {
  readonly record: LogRecord;
  readonly container: keyof LogGroups;
  readonly task: Task;
}

/** No request is under way for longer. Milliseconds. */
export const LONGEST_REQUEST = 120_000;

/** What the app writes about requests; `requests` must hold all that were under way between `from` and `to`. */
export function* requestRecords(
  world: World,
  requests: readonly Request[],
): Generator<SourcedRecord> {
  for (const request of requests) {
    const records =
      world.contract === 'chapter'
        ? chapterRecords(request, world.seed)
        : appRecords(request, world.seed);
    for (const record of records) yield { record, container: 'app', task: request.task };
    if (request.exception === undefined && request.end - request.start > 300)
      for (const record of slowQuery(request.end - 2, request.end - request.start))
        yield { record, container: 'database', task: request.task };
  }
}

/** Everything else that a task's containers write in its life. */
export function* taskRecords(
  world: World,
  incidents: Incidents,
  task: Task,
): Generator<SourcedRecord> {
  const until = Math.min(task.to, world.end);
  const from = (container: keyof LogGroups, records: readonly LogRecord[]): SourcedRecord[] =>
    records.map((record) => ({ record, container, task }));

  for (const process of task.processes)
    yield* from(
      'app',
      world.contract === 'chapter' ? chapterStart(process, task) : appStart(process.from),
    );
  const { times } = scrapesOf(world, incidents, task);
  for (const time of times) {
    const alive = task.processes.some((process) => process.from <= time && time < process.to);
    if (!alive || incidents.at('scrape-failing', time))
      yield* from('collector', scrapeFailed(time));
    else if (world.contract === 'chapter') yield* from('app', [chapterScrape(time + 6)]);
  }
  yield* from('collector', collectorStart(task.from));
  for (const down of incidents.named('collector-down')) {
    yield* from('collector', collectorStop(down.from));
    yield* from('collector', collectorStart(down.to));
  }
  for (const cut of incidents.named('remote-write-cut'))
    for (let time = cut.from + task.ecsPhase; time < cut.to; time += 20_000)
      yield* from('collector', writeFailed(time, 8));

  yield* from('database', databaseStart(task.from));
  for (const outage of incidents.named('mongo-outage')) {
    yield* from('database', databaseStop(outage.from));
    yield* from('database', databaseStart(outage.to - 900));
  }
  const down = (time: number): boolean =>
    incidents.all.some((one) => one.name === 'mongo-outage' && one.from <= time && time < one.to);
  for (let time = task.from + 60_000; time < until; time += 60_000)
    if (!down(time)) yield* from('database', databaseCheckpoint(time));
}
