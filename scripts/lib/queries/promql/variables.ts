/** A Grafana variable in a text: `$name`, `${name:format}`, `${name.field}`, `[[name:format]]`. */
export interface VariableReference {
  readonly name: string;
  /** `regex`, `csv`, `date:seconds` … where one is written. */
  readonly format?: string;
  readonly from: number;
  readonly to: number;
}

/** As Grafana's own pattern (packages/grafana-data, `variableRegex`), but with any text allowed inside `${…}`. */
const VARIABLE =
  /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.[^:}]+)?(?::([^}]+))?\}|\$\{([^}]*)\}/g;

/** Every variable of a text, in order. A `$1` is one, too: who asks knows whether it may be a capture group. */
export function variablesIn(text: string): VariableReference[] {
  if (!text.includes('$') && !text.includes('[[')) return [];
  return Array.from(text.matchAll(VARIABLE), (match) => {
    const format = match[3] ?? match[5];
    return {
      name: match[1] ?? match[2] ?? match[4] ?? match[6] ?? '',
      ...(format !== undefined && { format }),
      from: match.index,
      to: match.index + match[0].length,
    };
  });
}

/** Names that Grafana defines (https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/#global-variables). */
export const isGlobalVariable = (name: string): boolean => name.startsWith('__');
