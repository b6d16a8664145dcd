import type { Panel } from '../../../preview/src/model/dashboard.ts';

interface Column {
  name: string;
  type: string;
  config: object;
  values: unknown[];
}
export interface Frame {
  name?: string;
  fields: Column[];
}

export const column = (name: string, type: string, values: unknown[]): Column => ({
  name,
  type,
  config: {},
  values,
});

/** A panel whose frames stand in its target: what Grafana's test data source calls a raw frame. */
export const panelOf = (type: string, frames: unknown, more: Partial<Panel> = {}): Panel => ({
  id: 0,
  gridPos: { x: 0, y: 0, w: 8, h: 7 },
  type,
  targets: [{ refId: 'A', scenarioId: 'raw_frame', rawFrameContent: JSON.stringify(frames) }],
  ...more,
});

/** So many waves over the hour before `now`, a minute apart. */
export const series = (count: number, now: number): Frame[] =>
  Array.from({ length: count }, (_, s) => {
    const times = Array.from({ length: 60 }, (_, i) => now - (59 - i) * 60_000);
    return {
      name: `s${s}`,
      fields: [
        column('time', 'time', times),
        column(
          'Value',
          'number',
          times.map((_, i) => Math.sin(i / 5 + s) * 10),
        ),
      ],
    };
  });

export const table: Frame[] = [
  { fields: [column('host', 'string', ['a', 'b']), column('size', 'number', [2048, 1])] },
];

/** NaN and both infinities among numbers, as Grafana's back end writes them. */
export const oddNumbers = (now: number): unknown => [
  {
    schema: {
      fields: [
        { name: 'time', type: 'time' },
        { name: 'Value', type: 'number' },
      ],
    },
    data: {
      values: [
        Array.from({ length: 8 }, (_, i) => now - (7 - i) * 60_000),
        [1, null, 3, null, null, null, 7, 8],
      ],
      entities: [null, { NaN: [1], Inf: [3], NegInf: [5] }],
    },
  },
];
