import type { FrameJson, FrameField } from '../../queries/frame.ts';
import type { PromqlResult } from '../client.ts';

export interface FrameContext {
  readonly refId: string;
  /** As sent to Prometheus. */
  readonly expr: string;
  /** Step in Go's notation. */
  readonly stepText: string;
  /** Milliseconds. */
  readonly step: number;
  readonly legendFormat: string;
}

type Labels = Readonly<Record<string, string>>;

/**
 * The frames that Grafana's back end makes of an answer: one a series, the query's text on the first. Nothing is filled in:
 * where a step has no sample there is no row, and the page breaks or joins the line as the panel says.
 */
export function framesOf(result: PromqlResult, context: FrameContext): FrameJson[] {
  const series = seriesOf(result);
  if (series.length === 0) return [emptyFrame(context)];
  const type = result.resultType === 'matrix' ? 'timeseries-multi' : 'numeric-multi';
  return series.map(({ labels, samples }, position) => {
    const values = samples.map(([, text]) => numberOf(text));
    const entities = entitiesOf(values);
    return {
      schema: {
        refId: context.refId,
        meta: {
          type,
          typeVersion: [0, 1],
          custom: {
            ...(position === 0 ? { calculatedMinStep: context.step } : {}),
            resultType: result.resultType,
          },
          ...(position === 0 ? { executedQueryString: executed(context) } : {}),
        },
        fields: [timeField(context), valueField(labels, context)],
      },
      data: {
        values: [
          samples.map(([seconds]) => Math.round(seconds * 1000)),
          values.map((value) => (Number.isFinite(value) ? value : null)),
        ],
        ...(entities ? { entities: [null, entities] } : {}),
      },
    };
  });
}

type Sample = readonly [seconds: number, text: string];

function seriesOf(result: PromqlResult): { labels: Labels; samples: readonly Sample[] }[] {
  switch (result.resultType) {
    case 'matrix':
      return result.result.map(({ metric, values }) => ({ labels: metric, samples: values }));
    case 'vector':
      return result.result.map(({ metric, value }) => ({ labels: metric, samples: [value] }));
    case 'scalar':
    case 'string':
      break;
  }
  return [{ labels: {}, samples: [result.result] }];
}

const executed = ({ expr, stepText }: FrameContext): string => `Expr: ${expr}\nStep: ${stepText}`;

const emptyFrame = (context: FrameContext): FrameJson => ({
  schema: {
    refId: context.refId,
    meta: {
      typeVersion: [0, 0],
      custom: { calculatedMinStep: context.step },
      executedQueryString: executed(context),
    },
    fields: [],
  },
  data: { values: [] },
});

const timeField = ({ step }: FrameContext): FrameField => ({
  name: 'Time',
  type: 'time',
  typeInfo: { frame: 'time.Time' },
  config: { interval: step },
});

function valueField(labels: Labels, context: FrameContext): FrameField {
  const name = displayName(labels, context);
  return {
    name: labels['__name__'] ?? 'Value',
    type: 'number',
    typeInfo: { frame: 'float64' },
    labels,
    ...(name === '' ? {} : { config: { displayNameFromDS: name } }),
  };
}

/** What the legend says: `getName` of pkg/promlib/querydata/response.go. */
function displayName(labels: Labels, { legendFormat, expr }: FrameContext): string {
  if (legendFormat === '__auto') return Object.keys(labels).length > 0 ? '' : expr;
  if (legendFormat !== '')
    return legendFormat.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label: string) => labels[label] ?? '');
  const { __name__: metric = '', ...rest } = labels;
  const pairs = Object.entries(rest)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const text = pairs.length > 0 ? `${metric}{${pairs.join(', ')}}` : metric;
  return text === '' ? expr : text;
}

function numberOf(text: string): number {
  if (text === '+Inf') return Infinity;
  if (text === '-Inf') return -Infinity;
  return Number(text);
}

/** Places of what JSON has no number for. */
function entitiesOf(
  values: readonly number[],
): { NaN?: number[]; Inf?: number[]; NegInf?: number[] } | undefined {
  const places = (matches: (value: number) => boolean): number[] =>
    values.flatMap((value, index) => (matches(value) ? [index] : []));
  const [nan, inf, negInf] = [
    places(Number.isNaN),
    places((value) => value === Infinity),
    places((value) => value === -Infinity),
  ];
  if (nan.length + inf.length + negInf.length === 0) return undefined;
  return {
    ...(nan.length > 0 ? { NaN: nan } : {}),
    ...(inf.length > 0 ? { Inf: inf } : {}),
    ...(negInf.length > 0 ? { NegInf: negInf } : {}),
  };
}
