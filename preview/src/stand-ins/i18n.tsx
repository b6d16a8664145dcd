import { cloneElement, Fragment, isValidElement, type ReactElement, type ReactNode } from 'react';

type Values = Readonly<Record<string, unknown>>;

/** Stands in for the translations of @grafana/i18n: the page speaks the English of the sources, which needs no i18next. */
export const t = (_key: string, text?: string | Values, values: Values = {}): string =>
  typeof text === 'string' ? filled(pluralOf(text, values), values) : filled('', values);

/** i18next takes `defaultValue_one` where there is one of a thing. */
function pluralOf(text: string, values: Values): string {
  const { count } = values;
  if (typeof count !== 'number') return text;
  const own = values[count === 1 ? 'defaultValue_one' : 'defaultValue_other'];
  return typeof own === 'string' ? own : text;
}

const filled = (text: string, values: Values): string =>
  text.replace(/\{\{-?\s*([\w.]+)\s*(?:,[^}]*)?\}\}/g, (all, name: string) =>
    name in values ? String(values[name]) : all,
  );

interface TransProps {
  readonly children?: ReactNode;
  readonly defaults?: string;
  readonly values?: Values;
}

/** Its children as they are, with `{{ name }}` objects as the text that they hold. */
export function Trans({ children, defaults, values = {} }: TransProps): ReactElement {
  return (
    <Fragment>{children === undefined ? filled(defaults ?? '', values) : shown(children, values)}</Fragment>
  );
}

function shown(node: unknown, values: Values): ReactNode {
  if (typeof node === 'string') return filled(node, values);
  if (Array.isArray(node))
    return node.map((child, index) => <Fragment key={index}>{shown(child, values)}</Fragment>);
  if (isValidElement<{ children?: ReactNode }>(node))
    return node.props.children === undefined
      ? node
      : cloneElement(node, {}, shown(node.props.children, values));
  if (typeof node === 'object' && node !== null) return String(Object.values(node)[0] ?? '');
  return node as ReactNode;
}

export const getLanguage = (): string => 'en-US';
export const getResolvedLanguage = getLanguage;
export const initPluginTranslations = (): Promise<{ language: string }> =>
  Promise.resolve({ language: getLanguage() });
