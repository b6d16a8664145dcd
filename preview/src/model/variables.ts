import type { VariableModel } from './dashboard.ts';

/** The value that stands for all of a variable's options. */
export const ALL = '$__all';

/** What a variable has been set to; `text` is what people see. */
export interface Selected {
  text: string | string[];
  value: string | string[];
}

/** A variable with its options known. */
export interface Variable {
  readonly model: VariableModel;
  readonly options: readonly { text: string; value: string }[];
  readonly selected: Selected;
}

export type Scope = Readonly<Record<string, Selected>>;

const REFERENCE = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

export interface Interpolation {
  readonly variables: readonly Variable[];
  /** Values that hold for one panel only: those of its repeat. */
  readonly scope?: Scope;
  /** Values of `$__…`, by name. A function gets the format after the colon. */
  readonly builtins?: Readonly<Record<string, string | ((format: string | undefined) => string)>>;
}

/** How a list is written when the reference names no format: Prometheus and Loki want an escaped regular expression, text wants a comma list. */
export type DefaultFormat = 'glob' | 'promql' | 'text';

/** Replaces `$name`, `${name:format}` and `[[name]]`; what is not known stays as it stands. */
export function interpolate(
  text: string,
  context: Interpolation,
  fallback: DefaultFormat = 'glob',
): string {
  if (!text.includes('$') && !text.includes('[[')) return text;
  return text.replace(
    REFERENCE,
    (
      match: string,
      a?: string,
      b?: string,
      bFormat?: string,
      c?: string,
      path?: string,
      cFormat?: string,
    ) => {
      const name = a ?? b ?? c ?? '';
      const format = bFormat ?? cFormat;
      const builtin = context.builtins?.[name];
      if (builtin !== undefined) return typeof builtin === 'string' ? builtin : builtin(format);
      const scoped = context.scope?.[name];
      const variable = context.variables.find((v) => v.model.name === name);
      if (!scoped && !variable) return match;
      if (variable?.model.type === 'adhoc') return match;
      const selected = scoped ?? (variable as Variable).selected;
      if (format === 'text' || path === 'text') return listOf(selected.text).join(' + ');
      // "All" with a value of its own is that value, as it stands, in whatever format.
      const own = scoped ? undefined : variable?.model.allValue;
      if (own && listOf(selected.value).includes(ALL)) return own;
      return formatted(
        valuesOf(selected, scoped ? undefined : variable),
        format,
        fallback,
        name,
        variable,
      );
    },
  );
}

/** The values that a selection stands for: all options when it is "All". */
export function valuesOf(selected: Selected, variable?: Variable): string | string[] {
  const values = listOf(selected.value);
  if (!values.includes(ALL)) return Array.isArray(selected.value) ? values : (values[0] ?? '');
  if (variable?.model.allValue) return variable.model.allValue;
  return (variable?.options ?? []).map((o) => o.value).filter((v) => v !== ALL);
}

export const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];

const escapeRegex = (value: string): string => value.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');
const escapePromql = (value: string): string =>
  value.replace(/\\/g, '\\\\\\\\').replace(/[$^*{}[\]'+?.()|]/g, '\\\\$&');

function formatted(
  values: string | string[],
  format: string | undefined,
  fallback: DefaultFormat,
  name: string,
  variable: Variable | undefined,
): string {
  const list = listOf(values);
  switch (format?.split(':')[0]) {
    case undefined:
      break;
    case 'raw':
      return list.join(',');
    case 'csv':
      return list.join(',');
    case 'pipe':
      return list.join('|');
    case 'regex':
      return list.length === 1
        ? escapeRegex(list[0] ?? '')
        : `(${list.map(escapeRegex).join('|')})`;
    case 'glob':
      return list.length > 1 ? `{${list.join(',')}}` : (list[0] ?? '');
    case 'json':
      return JSON.stringify(Array.isArray(values) ? list : (list[0] ?? ''));
    case 'doublequote':
      return list.map((v) => `"${v.replace(/"/g, '\\"')}"`).join(',');
    case 'singlequote':
      return list.map((v) => `'${v.replace(/'/g, "\\'")}'`).join(',');
    case 'sqlstring':
      return list.map((v) => `'${v.replace(/'/g, "''")}'`).join(',');
    case 'percentencode':
      return encodeURIComponent(list.length > 1 ? `{${list.join(',')}}` : (list[0] ?? ''));
    case 'queryparam':
      return list.map((v) => `var-${name}=${encodeURIComponent(v)}`).join('&');
    case 'distributed':
      return list.map((v, i) => (i === 0 ? v : `${name}=${v}`)).join(',');
    default:
      break;
  }
  if (
    fallback === 'promql' &&
    typeof values === 'string' &&
    !variable?.model.multi &&
    !variable?.model.includeAll
  )
    return values;
  if (fallback === 'promql') {
    // "All" with a custom value is put in as it stands; every other list becomes an escaped alternative.
    if (typeof values === 'string')
      return variable?.model.allValue === values ? values : escapePromql(values);
    return list.length === 1
      ? escapePromql(list[0] ?? '')
      : `(${list.map(escapePromql).join('|')})`;
  }
  if (fallback === 'text') return list.join(' + ');
  return list.length > 1 ? `{${list.join(',')}}` : (list[0] ?? '');
}

/** Options from the answers of a variable's query: its regular expression applied, duplicates removed, sorted. */
export function optionsFrom(
  texts: readonly string[],
  model: VariableModel,
): { text: string; value: string }[] {
  const seen = new Set<string>();
  const options: { text: string; value: string }[] = [];
  for (const raw of texts) {
    const found = matchRegex(raw, model.regex);
    if (!found || seen.has(found.value)) continue;
    seen.add(found.value);
    options.push(found);
  }
  return sortOptions(options, model.sort ?? 0);
}

function matchRegex(
  text: string,
  regex: string | undefined,
): { text: string; value: string } | undefined {
  if (!regex) return { text, value: text };
  const written = /^\/(.*)\/([gimsuy]*)$/s.exec(regex);
  let expression: RegExp;
  try {
    expression = written
      ? new RegExp(written[1] ?? '', (written[2] ?? '').replace('g', ''))
      : new RegExp(`^${regex}$`);
  } catch {
    return { text, value: text };
  }
  const match = expression.exec(text);
  if (!match) return undefined;
  const value = match.groups?.['value'] ?? match.groups?.['text'] ?? match[1] ?? match[0];
  return { text: match.groups?.['text'] ?? value, value };
}

function sortOptions(
  options: { text: string; value: string }[],
  sort: number,
): { text: string; value: string }[] {
  if (sort <= 0) return options;
  const byNumber = (text: string): number => Number(/(\d+(?:\.\d+)?)/.exec(text)?.[1] ?? -1);
  const compare: Record<number, (a: { text: string }, b: { text: string }) => number> = {
    1: (a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
    3: (a, b) => byNumber(a.text) - byNumber(b.text),
    5: (a, b) => (a.text.toLowerCase() < b.text.toLowerCase() ? -1 : 1),
    7: (a, b) => a.text.localeCompare(b.text, 'en', { numeric: true }),
  };
  const ordered = [...options].sort(compare[sort % 2 === 0 ? sort - 1 : sort] ?? (() => 0));
  return sort % 2 === 0 ? ordered.reverse() : ordered;
}

/** The selection that a page starts with: what the address asks for, else what the dashboard stores, else the first option. */
export function startSelection(
  model: VariableModel,
  options: readonly { text: string; value: string }[],
  asked: readonly string[] | undefined,
): Selected {
  const stored = listOf(model.current?.value);
  const wanted =
    asked && asked.length > 0
      ? asked.map((v) => (v === 'All' && model.includeAll ? ALL : v))
      : stored;
  const known = wanted.filter((v) => v === ALL || options.some((o) => o.value === v));
  // A text box takes any value; a stored value of a query that is gone falls back to the first option.
  const free = model.type === 'textbox' || model.type === 'constant';
  const values =
    free && wanted.length > 0 ? [...wanted] : known.length > 0 ? known : firstOf(model, options);
  return selectionOf(model, options, values);
}

const firstOf = (model: VariableModel, options: readonly { value: string }[]): string[] =>
  model.includeAll ? [ALL] : options[0] ? [options[0].value] : [];

/** A selection of these values with its texts. */
export function selectionOf(
  model: VariableModel,
  options: readonly { text: string; value: string }[],
  values: readonly string[],
): Selected {
  const texts = values.map((v) =>
    v === ALL ? 'All' : (options.find((o) => o.value === v)?.text ?? v),
  );
  return model.multi
    ? { text: texts, value: [...values] }
    : { text: texts[0] ?? '', value: values[0] ?? '' };
}
