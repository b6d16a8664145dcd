import type { PrometheusClient } from '../../../scripts/lib/prometheus/client.ts';
import { secondsOf } from '../../../scripts/lib/state/alert-group.ts';
import { numberAt, objectAt, objectsAt, stringAt } from '../../../scripts/lib/state/json.ts';
import type { AlertRuleGroupResource, JsonObject } from '../../../scripts/lib/state/resource.ts';

/** An alert that fired. */
export interface Firing {
  readonly uid: string;
  readonly title: string;
  readonly severity: string;
  /** When it first fired, epoch milliseconds. */
  readonly at: number;
  /** When it no longer did; absent where it still fires at the end. */
  readonly until?: number;
}

/**
 * Evaluates rules of the form query, last value, threshold as Grafana does: at every interval the value of that moment, no
 * value counts as the rule says, and what is above for as long as `for` fires. The rules must have been looked at since `from`.
 */
export async function firingAlerts(
  client: PrometheusClient,
  groups: readonly AlertRuleGroupResource[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Firing[]> {
  const found: Firing[] = [];
  for (const { model } of groups) {
    const step = (numberAt(model, 'interval') ?? 60) * 1000;
    for (const rule of objectsAt(model, 'rules')) {
      const { expr, above } = questionOf(rule);
      const values = await valuesOf(client, expr, { start: from, end: to, step });
      const without = stringAt(rule, 'noDataState') === 'Alerting';
      const isAbove = (time: number): boolean => {
        const value = values.get(time);
        return value === undefined ? without : value > above;
      };
      found.push(...spansOf(rule, isAbove, { from, to, step }));
    }
  }
  return found.toSorted((a, b) => a.at - b.at);
}

function spansOf(
  rule: JsonObject,
  isAbove: (time: number) => boolean,
  { from, to, step }: { from: number; to: number; step: number },
): Firing[] {
  const pending = (secondsOf(rule['for'] ?? '0s') ?? 0) * 1000;
  const facts = {
    uid: stringAt(rule, 'uid') ?? '',
    title: stringAt(rule, 'title') ?? '',
    severity: stringAt(objectAt(rule, 'labels') ?? {}, 'severity') ?? '',
  };
  const spans: Firing[] = [];
  let since: number | undefined;
  let firing: number | undefined;
  for (let time = from; time <= to; time += step) {
    if (isAbove(time)) {
      since ??= time;
      if (time - since >= pending) firing ??= time;
      continue;
    }
    if (firing !== undefined) spans.push({ ...facts, at: firing, until: time });
    since = firing = undefined;
  }
  if (firing !== undefined) spans.push({ ...facts, at: firing });
  return spans;
}

/** The highest value of any series at each moment. */
async function valuesOf(
  client: PrometheusClient,
  expr: string,
  span: { start: number; end: number; step: number },
): Promise<ReadonlyMap<number, number>> {
  const answer = await client.range(expr, span);
  const values = new Map<number, number>();
  if (answer.resultType !== 'matrix') return values;
  for (const series of answer.result)
    for (const [seconds, text] of series.values) {
      const time = Math.round(seconds * 1000);
      values.set(time, Math.max(values.get(time) ?? -Infinity, Number(text)));
    }
  return values;
}

/** @throws Error for a rule of another form */
function questionOf(rule: JsonObject): { expr: string; above: number } {
  const models = objectsAt(rule, 'data').map((query) => objectAt(query, 'model') ?? {});
  const expr = models.map((model) => stringAt(model, 'expr')).find((text) => text !== undefined);
  const evaluator = models
    .flatMap((model) => objectsAt(model, 'conditions'))
    .map((condition) => objectAt(condition, 'evaluator') ?? {})[0];
  const params = evaluator?.['params'];
  const above = Array.isArray(params) ? params[0] : undefined;
  if (expr === undefined || evaluator?.['type'] !== 'gt' || typeof above !== 'number')
    throw new Error(`alert "${String(rule['title'])}" is not a query with an upper bound`);
  return { expr, above };
}
