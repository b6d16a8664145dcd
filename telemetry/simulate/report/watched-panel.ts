import type { DashboardResource, Json, JsonObject } from '../../../scripts/lib/state/resource.ts';

/** A colour from a value on, in order of values; the first from minus infinity. */
export interface Step {
  readonly from: number;
  readonly color: string;
}

/** A panel that asks Prometheus, as the report watches it. */
export interface WatchedPanel {
  readonly title: string;
  /** On the first row of the dashboard: what is seen without scrolling. */
  readonly firstScreen: boolean;
  readonly expressions: readonly string[];
  /** The legend of each expression; may hold `{{label}}`. */
  readonly legends: readonly string[];
  /** Logs Insights targets. */
  readonly logTargets: readonly JsonObject[];
  /** Grafana's unit; a share is `percentunit`. */
  readonly unit: string;
  /** What its figures are coloured by; empty where that does not depend on the value. */
  readonly steps: readonly Step[];
  /** A figure on a coloured ground: its colour is what people see first. */
  readonly isColour: boolean;
}

/** Every panel of a dashboard that has a query, in reading order; panels of collapsed rows included. */
export function watchedPanels({ model }: DashboardResource): readonly WatchedPanel[] {
  const watched: WatchedPanel[] = [];
  let rows = 0;
  const visit = (panel: JsonObject): void => {
    if (panel['type'] === 'row') {
      rows += 1;
      objects(panel['panels']).forEach(visit);
      return;
    }
    const targets = objects(panel['targets']);
    const expressions = targets.flatMap(({ expr }) => (typeof expr === 'string' ? [expr] : []));
    const logTargets = targets.filter(({ expression }) => typeof expression === 'string');
    if (expressions.length + logTargets.length === 0) return;
    watched.push({
      title: typeof panel['title'] === 'string' ? panel['title'] : '',
      firstScreen: rows <= 1,
      expressions,
      legends: targets.flatMap(({ expr, legendFormat }) =>
        typeof expr === 'string' ? [typeof legendFormat === 'string' ? legendFormat : ''] : [],
      ),
      logTargets,
      unit: unitOf(panel),
      steps: stepsOf(panel),
      isColour: panel['type'] === 'stat',
    });
  };
  objects(model['panels']).forEach(visit);
  return watched;
}

function unitOf(panel: JsonObject): string {
  const { unit } = object(object(panel['fieldConfig'])['defaults']);
  return typeof unit === 'string' ? unit : '';
}

/** Figures and bars take the colour of their level; lines are drawn in the colours of their series. */
function stepsOf(panel: JsonObject): readonly Step[] {
  const steps = objects(
    object(object(object(panel['fieldConfig'])['defaults'])['thresholds'])['steps'],
  );
  if (steps.length < 2 || !COLOURED.has(String(panel['type']))) return [];
  return steps.map(({ value, color }) => ({
    from: typeof value === 'number' ? value : -Infinity,
    color: typeof color === 'string' ? color : '',
  }));
}

const COLOURED = new Set(['stat', 'bargauge']);

const object = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

const objects = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.map(object) : [];
