import type { Moment, Range } from './moment.ts';

/** ERROR records that the app wrote since the incident began: one for each swallowed insert, one for each exception. */
export function errorRecords({ app, since, at }: Moment): Range {
  const chapter = app.world.contract === 'chapter';
  const times = app.truth.requests.flatMap(({ insertFailed, exception, end }) =>
    chapter
      ? [
          ...(insertFailed === undefined ? [] : [Math.floor(insertFailed)]),
          ...(exception === undefined ? [] : [Math.floor(end - 3)]),
        ]
      : insertFailed === undefined && exception === undefined
        ? []
        : [Math.floor(end - 1)],
  );
  const count = times.filter((time) => since <= time && time < at).length;
  return { least: count, most: count };
}
