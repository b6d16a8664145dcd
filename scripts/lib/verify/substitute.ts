import { variablesIn } from '../queries/promql/variables.ts';
import { isObject, objectAt, textAt } from '../rules/model/json.ts';
import type { VariableModel } from '../rules/model/model.ts';

/** What stands in for Grafana's own variables: one look at the span as a panel of usual width takes it. */
export interface SubstituteOptions {
  /** Milliseconds of the span that is looked at. */
  readonly spanMs: number;
  /** Seconds between two samples. */
  readonly scrapeIntervalSeconds: number;
}

/**
 * The text as a browser would send it when somebody opens the dashboard: variables have the value that is saved with it,
 * "All" the variable's own value for all, or any.
 */
export function withValues(
  text: string,
  variables: readonly VariableModel[],
  language: 'promql' | 'insights',
  { spanMs, scrapeIntervalSeconds }: SubstituteOptions,
): string {
  const seconds = Math.round(spanMs / 1000);
  const interval = `${Math.max(60, Math.ceil(seconds / 1000 / 60) * 60)}s`;
  const globals: Record<string, string> = {
    __rate_interval: `${Math.max(4 * scrapeIntervalSeconds, Number.parseInt(interval, 10))}s`,
    __interval: language === 'insights' ? '5m' : interval,
    __interval_ms: String(Number.parseInt(interval, 10) * 1000),
    __range: `${seconds}s`,
    __range_s: String(seconds),
    __range_ms: String(spanMs),
  };
  let result = '';
  let end = 0;
  for (const { name, from, to } of variablesIn(text)) {
    const variable = variables.find((each) => each.name === name);
    const value = globals[name] ?? (variable && valueOf(variable, language));
    if (value === undefined) continue;
    result += text.slice(end, from) + value;
    end = to;
  }
  return result + text.slice(end);
}

function valueOf({ type, json }: VariableModel, language: 'promql' | 'insights'): string {
  const current = objectAt(json, 'current')['value'];
  const values = (Array.isArray(current) ? current : [current]).filter(
    (value) => typeof value === 'string',
  );
  const [first] = values;
  const isAll = values.includes('$__all') || (first === undefined && json['includeAll'] === true);
  if (isAll || first === undefined || first === '') {
    const all = textAt(json, 'allValue');
    if (all !== '') return all;
    if (type === 'interval') return '5m';
    return isAll && language === 'promql' ? '.*' : isAll ? '' : (firstOption(json) ?? '');
  }
  return values.length > 1 ? `(${values.map(escapeRegex).join('|')})` : first;
}

function firstOption(json: VariableModel['json']): string | undefined {
  const [option] = Array.isArray(json['options']) ? json['options'] : [];
  return isObject(option) ? textAt(option, 'value') : undefined;
}

const escapeRegex = (value: string): string => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
