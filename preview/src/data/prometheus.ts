import { FieldType, getFieldDisplayName, type DataFrame, type Field } from '@grafana/data';
import type { Target } from '../model/dashboard.ts';

/**
 * What Grafana's Prometheus data source does in the browser with its back end's frames, by the target's `format`:
 * `table` merges series into rows, `heatmap` turns cumulative buckets into counts of each bucket.
 */
export function shapePrometheus(
  frames: readonly DataFrame[],
  targets: readonly Target[],
): DataFrame[] {
  const formatOf = new Map(targets.map((t) => [t.refId, t['format']]));
  const tables = frames.filter((f) => formatOf.get(f.refId ?? '') === 'table');
  const heatmaps = frames.filter((f) => formatOf.get(f.refId ?? '') === 'heatmap');
  const rest = frames.filter((f) => !tables.includes(f) && !heatmaps.includes(f));
  return [...rest, ...toTables(tables), ...toHeatmaps(heatmaps)];
}

function toTables(frames: readonly DataFrame[]): DataFrame[] {
  const groups = Map.groupBy(frames, (f) => f.refId ?? '');
  return [...groups].map(([refId, series]) => {
    const numbers = series
      .map((frame) => ({ frame, value: frame.fields.find((f) => f.type === FieldType.number) }))
      .filter((s) => s.value) as { frame: DataFrame; value: Field }[];
    const keys = [
      ...new Set(numbers.flatMap(({ value }) => Object.keys(value.labels ?? {}).sort())),
    ];
    const column = <T>(pick: (frame: DataFrame, value: Field, row: number) => T): T[] =>
      numbers.flatMap(({ frame, value }) => value.values.map((_, row) => pick(frame, value, row)));
    const labelFields = keys.map((key): Field => ({
      name: key,
      config: { filterable: true },
      type: key === 'le' ? FieldType.number : FieldType.string,
      values: column((_, value) =>
        key === 'le'
          ? Number((value.labels?.[key] ?? '').replace('+Inf', 'Infinity'))
          : (value.labels?.[key] ?? ''),
      ),
    }));
    const fields: Field[] = [
      {
        name: 'Time',
        type: FieldType.time,
        config: {},
        values: column((frame, _, row) => frame.fields[0]?.values[row] as number),
      },
      ...labelFields,
      {
        name: groups.size > 1 ? `Value #${refId}` : 'Value',
        type: FieldType.number,
        config: {},
        values: column((_, value, row) => value.values[row] as number),
      },
    ];
    return {
      refId,
      ...(series[0]?.meta && { meta: series[0].meta }),
      fields,
      length: fields[0]?.values.length ?? 0,
    };
  });
}

function toHeatmaps(frames: readonly DataFrame[]): DataFrame[] {
  const groups = Map.groupBy(frames, (f) => f.refId ?? '');
  return [...groups.values()].flatMap((group) => {
    // A native histogram arrives as cells already.
    const cells = group.filter((f) => f.meta?.type === 'heatmap-cells');
    const others = group.filter((f) => !cells.includes(f));
    // An answer without a series is a frame without a field.
    const buckets = others.filter((f) => f.fields.some((x) => x.type === FieldType.number));
    return [...cells, ...(buckets.length > 0 ? [bucketRows(buckets)] : others)];
  });
}

/** One frame with a column for each bucket, from the smallest bound up, each holding its own count only. */
function bucketRows(frames: readonly DataFrame[]): DataFrame {
  const bound = (frame: DataFrame): number => {
    const le =
      frame.fields.find((f) => f.type === FieldType.number)?.labels?.['le'] ?? frame.name ?? '';
    return Number(le.replace('+Inf', 'Infinity'));
  };
  const sorted = [...frames].sort((a, b) => bound(a) - bound(b));
  const times = [...new Set(sorted.flatMap((f) => f.fields[0]?.values as number[]))].sort(
    (a, b) => a - b,
  );
  const columns = sorted.map((frame) => {
    const at = new Map(
      (frame.fields[0]?.values as number[]).map((t, i) => [
        t,
        frame.fields[1]?.values[i] as number,
      ]),
    );
    return times.map((t) => at.get(t) ?? 0);
  });
  const fields = sorted.map((frame, i): Field => {
    const field = frame.fields.find((f) => f.type === FieldType.number) as Field;
    const below = columns[i - 1];
    return {
      ...field,
      name: getFieldDisplayName(field, frame),
      config: { ...field.config },
      values: (columns[i] ?? []).map((v, row) => Math.max(0, v - (below?.[row] ?? 0))),
    };
  });
  const time = sorted[0]?.fields[0] as Field;
  return {
    ...(sorted[0]?.refId !== undefined && { refId: sorted[0].refId }),
    meta: { type: 'heatmap-rows' as never },
    fields: [{ ...time, values: times }, ...fields],
    length: times.length,
  };
}
