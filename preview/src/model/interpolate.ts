import { addressParameter, formatted, type Named, type Value } from './formats.ts';
import { ALL, listOf, valuesOf, type Scope, type Selected, type Variable } from './variables.ts';

/** `$name`, `[[name:format]]` and `${name.path:format}`. */
const REFERENCE = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

/** One reference as it is written. */
export interface Reference {
  readonly match: string;
  readonly path: string | undefined;
  readonly format: string | undefined;
}

/** What a reference stands for: a value and, where it has one, its text; or text that no format changes. Undefined stays as it is written. */
export type Meaning =
  { readonly value: Value; readonly text?: string } | { readonly written: string } | undefined;

/** A value that is there without a variable: `$__from`, `${__user.login}`, `${__field.labels.task}`. */
export type Builtin = string | ((reference: Reference) => Meaning);

export interface Interpolation {
  readonly variables: readonly Variable[];
  /** Values that hold for one panel only: those of its repeat. */
  readonly scope?: Scope;
  /** Values by name, before those of variables. */
  readonly builtins?: Readonly<Record<string, Builtin>>;
}

/** How a reference is written that names no format: one of Grafana's, or as its Prometheus data source writes it into PromQL. */
export type DefaultFormat = 'glob' | 'html' | 'json' | 'promql' | 'text' | 'uriencode' | (string & {});

/** A value of its own for "All" may refer to other variables; this deep, for it may also refer to itself. */
const DEEPEST = 4;

/** Replaces references to variables; what is not known stays as it stands. */
export function interpolate(
  text: string,
  context: Interpolation,
  fallback: DefaultFormat = 'glob',
  depth = 0,
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
      const reference: Reference = { match, path, format: bFormat ?? cFormat };
      const format = reference.format ?? fallback;
      const builtin = own(context.builtins, name);
      if (builtin !== undefined) {
        const meaning =
          typeof builtin === 'string' ? { value: builtin } : builtin({ ...reference, format });
        if (!meaning) return match;
        return 'written' in meaning
          ? meaning.written
          : write(meaning.value, { name, ...(meaning.text !== undefined && { text: meaning.text }) }, format);
      }
      const scoped = own(context.scope, name);
      const variable = context.variables.find((v) => v.model.name === name);
      const selected = scoped ?? variable?.selected;
      if (!selected) return match;
      if (variable?.model.type === 'adhoc') return formatted(filtersOf(variable), { name }, format);
      const all = !scoped && listOf(selected.value).includes(ALL);
      const named: Named = {
        name,
        text: all ? 'All' : textAt(shownText(selected, variable), path),
        ...(path === undefined &&
          variable?.model.type !== 'constant' && {
            parameter: parameterOf(name, selected.value, variable, scoped !== undefined),
          }),
      };
      // "All" with a value of its own is that value, as it stands, in whatever format but these three.
      const allValue = variable?.model.allValue;
      if (all && allValue && !['text', 'percentencode', 'queryparam'].includes(format))
        return depth < DEEPEST ? interpolate(allValue, context, 'glob', depth + 1) : allValue;
      const value = valueAt(valuesOf(selected, scoped ? undefined : variable), path);
      return write(value, named, format, variable);
    },
  );
}

/** A variable in the page's address: nothing of one that stays out of it. "All" is its sign there, not its values. */
export function parameterOf(
  name: string,
  value: string | readonly string[],
  variable: Variable | undefined,
  scoped = false,
): string {
  if (variable?.model.skipUrlSync && !scoped) return '';
  return addressParameter(name, [value].flat());
}

function write(value: Value, named: Named, format: string, variable?: Variable): string {
  return format === 'promql' ? promql(value, variable) : formatted(value, named, format);
}

/** Prometheus: what can be several becomes an escaped regular expression, what is one value a string. */
function promql(value: Value, variable: Variable | undefined): string {
  const several = variable?.model.multi === true || variable?.model.includeAll === true;
  if (typeof value === 'number') return String(value);
  if (!several)
    return String(value).replace(/\\/g, '\\\\').replace(/'/g, "\\\\'");
  if (typeof value === 'string') return escapePromql(value);
  const escaped = value.map(escapePromql);
  return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`;
}

const escapePromql = (value: string): string =>
  value.replace(/\\/g, '\\\\\\\\').replace(/[$^*{}[\]'+?.()|]/g, '\\\\$&');

/** An interval has no text of its own: `auto` is written as what it comes to. */
const shownText = (selected: Selected, variable: Variable | undefined): string | string[] =>
  variable?.model.type === 'interval' ? valuesOf(selected, variable) : selected.text;

/** `${task.1}` is the second of several values. */
const valueAt = (value: string | string[], path: string | undefined): Value =>
  Array.isArray(value) && path !== undefined ? (value[Number.parseInt(path, 10)] ?? value) : value;

const textAt = (text: string | string[], path: string | undefined): string => {
  const texts = listOf(text);
  return (path === undefined ? undefined : texts[Number.parseInt(path, 10)]) ?? texts.join(' + ');
};

/** Ad hoc filters as label matchers. */
const filtersOf = (variable: Variable): string =>
  (variable.model.filters ?? [])
    .map(({ key, operator, value }) => `${key}${operator}"${value.replace(/["\\]/g, '\\$&')}"`)
    .join(',');

/** A property of the object itself: `$toString` is no variable. */
const own = <T>(of: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  of && Object.hasOwn(of, name) ? of[name] : undefined;
