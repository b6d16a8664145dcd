import type { FrameField, FrameJson } from '../frame.ts';
import { groupColumns, type Group } from './frames/group.ts';
import { sortByTime } from './frames/sort-by-time.ts';
import { columnsOf, fieldOf, type Column, type LogsAnswer } from './frames/table.ts';

export { NotATime, type LogsAnswer } from './frames/table.ts';

/** What of a target decides how its answer is framed. */
export interface FrameOptions {
  readonly refId: string;
  /** Columns to split series by; see stats-groups.ts for what a target should say. */
  readonly statsGroups?: readonly string[];
}

/**
 * The frames that Grafana 12.2's CloudWatch source makes of an answer of GetQueryResults on the server (`/api/ds/query`): one long
 * frame, or with statsGroups one a group, named by it, without the group's columns. Held to recordings of a real Grafana.
 * Throws NotATime for a column that begins with a time and goes on with something else.
 */
export function framesOf(
  answer: LogsAnswer,
  { refId, statsGroups = [] }: FrameOptions,
): FrameJson[] {
  const columns = sortByTime(columnsOf(answer));
  const meta = metaOf(answer);
  if (statsGroups.length === 0 || columns.length === 0)
    return [frameOf('CloudWatchLogsResponse', refId, meta, columns.map(fieldOf), columns)];
  return groupColumns(columns, statsGroups, true).map((group) =>
    frameOf(group.key, refId, meta, seriesFields(group), group.columns),
  );
}

/**
 * The frames of `type: "logAction", subtype: "GetQueryResults"`, which browsers of older Grafanas ask for again and again: the same
 * columns, split only where there is a time, the group's columns kept; else marked as logs.
 */
export function logActionFrames(
  answer: LogsAnswer,
  { refId, statsGroups = [] }: FrameOptions,
): FrameJson[] {
  const columns = sortByTime(columnsOf(answer));
  const meta = metaOf(answer);
  const hasTime = columns.some(({ type }) => type === 'time');
  if (hasTime && statsGroups.length > 0)
    return groupColumns(columns, statsGroups, false).map(({ key, columns: own }) =>
      frameOf(key, refId, meta, own.map(bareField), own),
    );
  const marked = hasTime ? { ...meta, preferredVisualisationType: 'logs' } : meta;
  return [frameOf(refId, refId, marked, columns.map(fieldOf), columns)];
}

/** The answer of `subtype: "StartQuery"`. */
export const startedFrame = (queryId: string, region: string, refId: string): FrameJson => ({
  schema: {
    name: refId,
    refId,
    meta: { typeVersion: [0, 0], custom: { Region: region } },
    fields: [{ name: 'queryId', type: 'string', typeInfo: { frame: 'string' } }],
  },
  data: { values: [[queryId]] },
});

/** The answer of `subtype: "StopQuery"`. */
export const stoppedFrame = (success: boolean, refId: string): FrameJson => ({
  schema: {
    name: 'StopQueryResponse',
    refId,
    fields: [{ name: 'success', type: 'boolean', typeInfo: { frame: 'bool' } }],
  },
  data: { values: [[success]] },
});

function metaOf({ status, statistics = {} }: LogsAnswer): Record<string, unknown> {
  const { bytesScanned = 0, recordsScanned = 0, recordsMatched = 0 } = statistics;
  return {
    typeVersion: [0, 0],
    custom: { Status: status ?? '' },
    stats: [
      { displayName: 'Bytes scanned', value: bytesScanned },
      { displayName: 'Records scanned', value: recordsScanned },
      { displayName: 'Records matched', value: recordsMatched },
    ],
  };
}

/** An emptied copy of a frame keeps names, types and (empty) labels, and loses the configuration. */
const bareField = (column: Column): FrameField => {
  const { name, type, typeInfo } = fieldOf(column);
  return { name, type, ...(typeInfo ? { typeInfo } : {}), labels: {} };
};

/** Numbers of a group carry its labels and are called by its key. */
const seriesFields = ({ key, labels, columns }: Group): FrameField[] =>
  columns.map((column) => {
    const field = bareField(column);
    if (column.type !== 'number') return field;
    return { ...field, labels, config: key === '' ? {} : { displayNameFromDS: key } };
  });

function frameOf(
  name: string,
  refId: string,
  meta: Readonly<Record<string, unknown>>,
  fields: readonly FrameField[],
  columns: readonly Column[],
): FrameJson {
  const entities = columns.map(({ values }) => entitiesOf(values));
  return {
    schema: { ...(name === '' ? {} : { name }), refId, meta, fields },
    data: {
      values: columns.map(({ values }) =>
        values.map((v) => (typeof v === 'number' && !Number.isFinite(v) ? null : v)),
      ),
      ...(entities.some((entity) => entity !== null) ? { entities } : {}),
    },
  };
}

/** Where a column holds what JSON cannot say. */
function entitiesOf(values: Column['values']): Record<string, number[]> | null {
  const places = (wanted: number): number[] =>
    values.flatMap((value, index) => (Object.is(value, wanted) ? [index] : []));
  const found = { NaN: places(NaN), Inf: places(Infinity), NegInf: places(-Infinity) };
  const entries = Object.entries(found).filter(([, indexes]) => indexes.length > 0);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
