import { resourcesAt, type TaskResources } from '../../resources.ts';
import { newestSample, type Moment, type Range } from './moment.ts';
import { MINUTE } from './windows.ts';

/** How full the fullest task was within the last scrape, by one of its resources. */
export function fullest(of: (task: TaskResources) => number, source: 'app' | 'ecs') {
  return (moment: Moment): Range | undefined => {
    const newest = newestSample(moment, source);
    // An instant query looks five minutes back.
    if (newest.most < moment.at - 5 * MINUTE) return undefined;
    const times = [0, 1, 2, 3, 4].map((n) => newest.least + (n / 4) * (newest.most - newest.least));
    const found = times.map((time) => [
      ...fullestOf(time, (low) => low),
      ...fullestOf(time, (_, high) => high),
    ]);
    const ends = found.flat();
    if (ends.length === 0) return undefined;
    return {
      least: Math.min(...ends),
      most: Math.max(...ends),
      // While the only app is down it says nothing of itself.
      ...(found.some((each) => each.length === 0) && { orNothing: true }),
    };

    function fullestOf(time: number, draw: (low: number, high: number) => number): number[] {
      const tasks = [...resourcesAt(moment.app, time, draw).values()];
      return tasks.length > 0 ? [Math.max(...tasks.map(of))] : [];
    }
  };
}

/** Tasks whose app ran when the newest samples were taken. */
export function tasksReporting(moment: Moment): Range {
  const newest = newestSample(moment, 'app');
  if (newest.most < moment.at - 2 * MINUTE) return { least: 0, most: 0 };
  const counts: number[] = [];
  for (let time = newest.least; time <= newest.most; time += 5_000)
    counts.push(
      moment.app.tasks.filter(({ processes }) =>
        processes.some(({ from, to }) => from <= time && time < to),
      ).length,
    );
  return { least: Math.min(...counts), most: Math.max(...counts) };
}
