import type { VariableModel } from './dashboard.ts';

/** The value that stands for all of a variable's options. */
export const ALL = '$__all';

/** The value of an interval that follows the time range. */
export const AUTO = '$__auto';

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
  /** Of an interval: what `auto` comes to in this time range. */
  readonly auto?: string;
}

export type Scope = Readonly<Record<string, Selected>>;

/** The values that a selection stands for: all options when it is "All". */
export function valuesOf(selected: Selected, variable?: Variable): string | string[] {
  const values = listOf(selected.value).map((v) => (v === AUTO ? (variable?.auto ?? v) : v));
  if (!values.includes(ALL)) return Array.isArray(selected.value) ? values : (values[0] ?? '');
  if (variable?.model.allValue) return variable.model.allValue;
  return (variable?.options ?? []).map((o) => o.value).filter((v) => v !== ALL);
}

export const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];

/** Options from the answers of a variable's query: its regular expression applied, duplicates removed, sorted. */
export function optionsFrom(
  texts: readonly string[],
  model: VariableModel,
): { text: string; value: string }[] {
  const seen = new Set<string>();
  const options: { text: string; value: string }[] = [];
  for (const raw of texts) {
    for (const found of matchRegex(raw, model.regex)) {
      if (seen.has(found.value)) continue;
      seen.add(found.value);
      options.push(found);
    }
  }
  return sortOptions(options, model.sort ?? 0);
}

/** A text's options: one, unless the expression is global and captures several; none when it does not match. */
function matchRegex(text: string, regex: string | undefined): { text: string; value: string }[] {
  if (!regex) return [{ text, value: text }];
  const written = /^\/(.*)\/([gimsuy]*)$/s.exec(regex);
  let expression: RegExp;
  try {
    expression = written ? new RegExp(written[1] ?? '', written[2]) : new RegExp(`^${regex}$`);
  } catch {
    return [{ text, value: text }];
  }
  const matches = expression.global
    ? [...text.matchAll(expression)]
    : [expression.exec(text)].filter((m) => m !== null);
  if (matches.length === 0) return [];
  const named = (group: string): string | undefined =>
    matches.find((m) => m.groups?.[group])?.groups?.[group];
  const value = named('value') ?? named('text');
  if (value !== undefined) return [{ text: named('text') ?? value, value }];
  const captured = matches.filter((m) => m[1] !== undefined).map((m) => m[1] ?? '');
  // An expression without a group chooses, and changes nothing.
  if (captured.length === 0) return [{ text, value: text }];
  return captured.map((own) => ({ text: own, value: own }));
}

function sortOptions(
  options: { text: string; value: string }[],
  sort: number,
): { text: string; value: string }[] {
  if (sort <= 0) return options;
  const byNumber = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? -1);
  const compare: Record<number, (a: { text: string }, b: { text: string }) => number> = {
    1: (a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
    3: (a, b) => byNumber(a.text) - byNumber(b.text),
    5: (a, b) => (a.text.toLowerCase() < b.text.toLowerCase() ? -1 : 1),
    7: (a, b) => a.text.localeCompare(b.text, 'en', { numeric: true }),
  };
  const ordered = [...options].sort(compare[sort % 2 === 0 ? sort - 1 : sort] ?? (() => 0));
  return sort % 2 === 0 ? ordered.reverse() : ordered;
}

/**
 * The selection that a page starts with: what the address asks for, else what the dashboard stores, else the first option.
 * `trusted` takes what is asked even where it is no option, as Grafana does with the address that a page is opened at.
 */
export function startSelection(
  model: VariableModel,
  options: readonly { text: string; value: string }[],
  asked: readonly string[] | undefined,
  trusted = false,
): Selected {
  // Dashboards of Grafana 11 and before name the variable in it.
  const stored = listOf(model.current?.value).map((v) =>
    v.startsWith('$__auto_interval_') ? AUTO : v,
  );
  const isAsked = asked !== undefined && asked.length > 0;
  const wanted = isAsked
    ? asked.map((v) => (v === 'All' && model.includeAll ? ALL : v))
    : stored;
  const texts = isAsked ? [] : listOf(model.current?.text);
  const known = wanted.flatMap((v, i) => {
    if (v === ALL) return model.includeAll ? [v] : [];
    // A stored value that is gone may still be there by its text.
    const option =
      options.find((o) => o.value === v) ??
      (model.multi ? undefined : options.find((o) => o.text === texts[i]));
    return option ? [option.value] : [];
  });
  // A text box takes any value; a stored value of a query that is gone falls back to the first option.
  const free = model.type === 'textbox' || model.type === 'constant' || (trusted && isAsked);
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
