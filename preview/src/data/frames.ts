import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  createDataFrame,
  dataFrameFromJSON,
  FieldType,
  getDisplayProcessor,
  toDataFrame,
  transformDataFrame,
  type DataFrame,
  type DataFrameJSON,
  type Field,
  type FieldConfigSource,
  type GrafanaTheme2,
  type InterpolateFunction,
} from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import type { FieldConfigModel, Panel, Target } from '../model/dashboard.ts';
import type { FrameJson } from '../../../scripts/lib/queries/frame.ts';
import type { QueryAnswers } from '../model/api.ts';
import { shapePrometheus } from './prometheus.ts';
import { safeUrl } from './safe-url.ts';
import { isKnownTransformer, registryFor } from './registries.ts';

export interface PanelData {
  /** What the data source answered. */
  readonly raw: readonly DataFrame[];
  /** Transformed, with field configuration applied: what the panel draws. */
  readonly frames: DataFrame[];
  /** What the panel says instead of, or above, its picture. */
  readonly errors: readonly string[];
}

export interface FrameContext {
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
  readonly replace: InterpolateFunction;
}

/** The frames of a panel from the answers to its targets, as Grafana would hand them to the panel. */
export async function framesOf(
  panel: Panel,
  answers: QueryAnswers,
  context: FrameContext,
): Promise<PanelData> {
  const targets = (panel.targets ?? []).filter((t) => !t.hide);
  const errors = targets.flatMap(({ refId }) => {
    const error = answers[refId]?.error;
    return error ? [targets.length > 1 ? `${refId}: ${error}` : error] : [];
  });
  const raw = shapePrometheus(
    targets.flatMap((t) => answerFrames(t, answers[t.refId]?.frames)),
    targets,
  );
  const wanted = (panel.transformations ?? []).filter(
    (t) => !t.disabled && t.topic !== 'annotations',
  );
  const unknown = [...new Set(wanted.map((t) => t.id).filter((id) => !isKnownTransformer(id)))];
  const transformed = unknown.length > 0 ? [] : await transform(raw, wanted, context.replace);
  return {
    raw,
    frames: withFieldConfig(transformed, panel.fieldConfig, context),
    errors: [
      ...errors,
      ...unknown.map(
        (id) => `This preview does not know the transformation "${id}"; Grafana does.`,
      ),
    ],
  };
}

const transform = (
  frames: DataFrame[],
  wanted: Panel['transformations'] & object,
  replace: InterpolateFunction,
): Promise<DataFrame[]> =>
  lastValueFrom(
    transformDataFrame(
      wanted.map((t) => ({
        id: t.id,
        options: t.options ?? {},
        ...(t.filter ? { filter: t.filter as never } : {}),
      })),
      frames,
      { interpolate: replace },
    ),
  );

function answerFrames(target: Target, frames: readonly FrameJson[] | undefined): DataFrame[] {
  // Grafana's test data source answers this scenario in the browser: the frames stand in the target.
  if (target['scenarioId'] === 'raw_frame' && typeof target['rawFrameContent'] === 'string') {
    const list = JSON.parse(target['rawFrameContent']) as unknown;
    return (Array.isArray(list) ? list : [list]).map((frame) => ({
      ...toDataFrame(frame),
      refId: target.refId,
    }));
  }
  return (frames ?? []).map((json) => ({
    ...dataFrameFromJSON(json as DataFrameJSON),
    refId: json.schema.refId ?? target.refId,
  }));
}

export function withFieldConfig(
  frames: DataFrame[],
  config: FieldConfigModel | undefined,
  context: FrameContext,
): DataFrame[] {
  const source = fieldConfigOf(config);
  const out = applyFieldOverrides({
    data: frames.map((f) => (Array.isArray(f.fields) ? f : createDataFrame(f))),
    fieldConfig: source,
    fieldConfigRegistry: registryFor(source as FieldConfigModel),
    replaceVariables: context.replace,
    theme: context.theme,
    timeZone: context.timeZone,
    // A link whose address is harmful is left out.
    dataLinkPostProcessor: ({ linkModel }) =>
      safeUrl(linkModel.href) === undefined ? undefined : linkModel,
  });
  for (const frame of out) frame.fields.forEach((field) => boundRange(field, out, context));
  // The table reads field.state.displayName: without it renamed columns and sorting are ignored.
  cacheFieldDisplayNames(out);
  return out;
}

/** An infinite value would leave gauges, bars and colours without a scale: the range is that of the finite values. */
function boundRange(field: Field, frames: readonly DataFrame[], context: FrameContext): void {
  const range = field.state?.range;
  if (!range || (Number.isFinite(range.min) && Number.isFinite(range.max))) return;
  const finite = frames
    .flatMap((f) => f.fields)
    .filter((f) => f.type === FieldType.number)
    .flatMap((f) => f.values as unknown[])
    .filter((v): v is number => typeof v === 'number' && Number.isFinite(v));
  const lowest = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const highest = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  const min = field.config.min ?? (finite.length > 0 ? lowest : 0);
  const max = field.config.max ?? (finite.length > 0 ? highest : 100);
  field.state = { ...field.state, range: { min, max, delta: max - min } };
  field.display = getDisplayProcessor({ field, theme: context.theme, timeZone: context.timeZone });
}

/** The field configuration with what JSON cannot say put back: the lowest threshold is minus infinity. */
export function fieldConfigOf(config: FieldConfigModel | undefined): FieldConfigSource {
  const copy = structuredClone({
    defaults: config?.defaults ?? {},
    overrides: config?.overrides ?? [],
  });
  copy.defaults['thresholds'] = thresholds(copy.defaults['thresholds'] ?? DEFAULT_THRESHOLDS);
  for (const override of copy.overrides) {
    for (const property of override.properties)
      if (property.id === 'thresholds') property.value = thresholds(property.value);
  }
  return copy as FieldConfigSource;
}

const DEFAULT_THRESHOLDS = {
  mode: 'absolute',
  steps: [
    { color: 'green', value: null },
    { color: 'red', value: 80 },
  ],
};

function thresholds(value: unknown): unknown {
  const { steps = [], ...rest } = value as { steps?: { value: number | null }[] };
  return {
    ...rest,
    steps: steps.map((step, i) => ({ ...step, value: i === 0 ? -Infinity : step.value })),
  };
}
