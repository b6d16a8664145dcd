import { FieldType, isTimeSeriesFrame, reduceField, type DataFrame } from '@grafana/data';
import { transformer } from './transformer.ts';

interface TrendOptions {
  [refId: string]: { stat?: string; inlineStat?: boolean; timeField?: string } | undefined;
}

/** "Time series to table": a row for each series, its labels as columns and the series itself in a "Trend" cell. */
export const timeSeriesTable = transformer<TrendOptions>('timeSeriesTable', (frames, options) => {
  const byRefId = Map.groupBy(frames.filter(isTimeSeriesFrame), (f) => f.refId ?? '');
  const tables = [...byRefId].map(([refId, group]) => {
    const timeField = options[refId]?.timeField;
    const series = group.flatMap((frame) => {
      const time = frame.fields.find((f) =>
        timeField === undefined ? f.type === FieldType.time : f.name === timeField,
      );
      return frame.fields
        .filter((f) => f.type === FieldType.number)
        .map((value) => ({ frame, time, value }));
    });
    const keys = [...new Set(series.flatMap(({ value }) => Object.keys(value.labels ?? {})))];
    const stat = options[refId]?.stat ?? 'lastNotNull';
    const trend = series.map(({ frame, time, value }) => ({
      ...frame,
      length: value.values.length,
      fields: [...(time ? [time] : []), value],
      value:
        (reduceField({ field: value, reducers: [stat] }) as Record<string, unknown>)[stat] ?? null,
    }));
    return {
      refId,
      length: series.length,
      fields: [
        ...keys.map((key) => ({
          name: key,
          type: FieldType.string,
          config: {},
          values: series.map(({ value }) => value.labels?.[key] ?? ''),
        })),
        {
          name: refId ? `Trend #${refId}` : 'Trend',
          type: FieldType.frame,
          config: {},
          values: trend,
        },
      ],
    } as DataFrame;
  });
  return [...frames.filter((f) => !isTimeSeriesFrame(f)), ...tables];
});
