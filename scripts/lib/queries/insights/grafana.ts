/**
 * What Grafana's CloudWatch data source puts in front of a Logs Insights query (measured with Grafana 12.2 and 9.4): so that it
 * has the time, the log group and the stream of every row.
 */
export const GRAFANA_PREFIX =
  'fields @timestamp,ltrim(@log) as __log__grafana_internal__,ltrim(@logStream) as __logstream__grafana_internal__|';

/** A query as Grafana sends it to AWS. Variables are replaced in the browser, before this. */
export const asSentByGrafana = (text: string): string => GRAFANA_PREFIX + text;

const VARIABLE = /\$\{(\w+)(?:[.:][^}]*)?\}|\$(\w+)|\[\[(\w+)(?::\w+)?\]\]/g;

/** Every place of a text where Grafana puts a variable's value: `$x`, `${x:regex}`, `[[x]]`. */
export const variablesIn = (
  text: string,
): {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly plain: boolean;
}[] =>
  [...text.matchAll(VARIABLE)].map((match) => ({
    name: match[1] ?? match[2] ?? match[3] ?? '',
    from: match.index,
    to: match.index + match[0].length,
    plain: match[2] !== undefined,
  }));

/** A query with the values of the variables that are given; others stay as they stand, as in Grafana. */
export const replaceVariables = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(VARIABLE, (whole, braces?: string, plain?: string, brackets?: string) => {
    const name = braces ?? plain ?? brackets ?? '';
    return Object.hasOwn(values, name) ? (values[name] ?? whole) : whole;
  });
