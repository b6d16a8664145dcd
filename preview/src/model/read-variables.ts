import { dataSourceUid, type Dashboard, type VariableModel } from './dashboard.ts';
import { durationMs, durationText, intervalFor, type Range } from './time.ts';
import { interpolate } from './interpolate.ts';
import { AUTO, listOf, optionsFrom, startSelection, type Variable } from './variables.ts';
import type { Api, TargetAnswer } from './api.ts';

/** Every variable of a dashboard with its options and selection, in order: a later one may refer to an earlier one. */
export async function readVariables(
  dashboard: Dashboard,
  range: Range,
  api: Api,
  asked: Readonly<Record<string, readonly string[]>>,
  trusted = false,
): Promise<{ variables: Variable[]; errors: string[] }> {
  const variables: Variable[] = [];
  const errors: string[] = [];
  for (const model of dashboard.templating?.list ?? []) {
    let options: { text: string; value: string }[] = [];
    try {
      options = await optionsOf(model, range, api, variables);
    } catch (error) {
      errors.push(`Variable "${model.name}": ${(error as Error).message}`);
    }
    // Without an answer the stored options and selection are the best there is.
    if (options.length === 0) options = storedOptions(model);
    const selected = startSelection(model, options, asked[model.name], trusted);
    variables.push({ model, options, selected, ...autoOf(model, range) });
  }
  return { variables, errors };
}

/** What the choice "auto" of an interval comes to: so many steps in the time range, none shorter than the least. */
function autoOf(model: VariableModel, range: Range): { auto?: string } {
  if (model.type !== 'interval' || !model.auto) return {};
  const least = durationMs(model.auto_min ?? '10s') ?? 0;
  return { auto: durationText(intervalFor(range, model.auto_count ?? 30, least)) };
}

function storedOptions(model: VariableModel): { text: string; value: string }[] {
  const listed = (model.options ?? [])
    .map((o) => ({ text: String(o.text), value: String(o.value) }))
    .filter((o) => o.value !== '$__all');
  if (listed.length > 0) return listed;
  const texts = listOf(model.current?.text);
  return listOf(model.current?.value)
    .map((value, i) => ({ text: texts[i] ?? value, value }))
    .filter((o) => o.value !== '$__all' && o.value !== '');
}

async function optionsOf(
  model: VariableModel,
  range: Range,
  api: Api,
  known: readonly Variable[],
): Promise<{ text: string; value: string }[]> {
  const text =
    typeof model.query === 'string'
      ? model.query
      : String(
          (model.query as { query?: unknown } | null | undefined)?.query ?? model.definition ?? '',
        );
  switch (model.type) {
    case 'custom':
      return model.valuesFormat === 'json'
        ? parseCustom(text)
        : splitCustom(interpolate(text, { variables: known }));
    case 'constant':
    case 'textbox':
      return [{ text, value: text }];
    case 'interval':
      return [...(model.auto ? [{ text: 'Auto', value: AUTO }] : []), ...listed(text)];
    case 'switch':
      return ['disabled', 'enabled'].map((text) => ({
        text,
        value: String((text === 'enabled' ? model.enabledValue : model.disabledValue) ?? text),
      }));
    case 'datasource':
      return dataSources(text, model, api);
    case 'query':
      return optionsFrom(
        await queryTexts(
          interpolate(text, { variables: known }, 'promql'),
          interpolate(dataSourceUid(model.datasource) ?? '', { variables: known }),
          range,
          api,
        ),
        model,
      );
    case 'adhoc':
      return [];
    default:
      throw new Error(`this preview does not know variables of the type "${model.type}"; Grafana does.`);
  }
}

/** Lengths of an interval, separated by commas. */
const listed = (text: string): { text: string; value: string }[] =>
  text
    .split(',')
    .map((v) => v.trim())
    .filter(Boolean)
    .map((v) => ({ text: v, value: v }));

/** `[{"text": "a", "value": "1"}]`; a text that is missing is the value. */
function parseCustom(json: string): { text: string; value: string }[] {
  const list = (json.trim() === '' ? [] : JSON.parse(json)) as unknown;
  if (!Array.isArray(list)) throw new Error('its values are not a JSON array.');
  return list.map((item: { text?: unknown; value?: unknown } | null) => ({
    text: String(item?.text ?? item?.value).trim(),
    value: String(item?.value).trim(),
  }));
}

/** `a, b : 2` gives a and 2 (shown as b); a comma after a backslash belongs to the value. */
function splitCustom(query: string): { text: string; value: string }[] {
  return (query.match(/(?:\\,|[^,])+/g) ?? []).map((part) => {
    const clean = part.replace(/\\,/g, ',').trim();
    const [, text, value] = /^(.+)\s+:\s+(.+)$/.exec(clean) ?? [];
    return { text: text?.trim() ?? clean, value: value?.trim() ?? clean };
  });
}

interface DataSource {
  uid: string;
  name: string;
  type: string;
}

async function dataSources(
  type: string,
  model: VariableModel,
  api: Api,
): Promise<{ text: string; value: string }[]> {
  const list = ((await api.get('/api/datasources')) ?? []) as DataSource[];
  const accepts = (own: string): boolean =>
    own === type || (type === 'prometheus' && own === 'grafana-amazonprometheus-datasource');
  const pattern = /^\/(.*)\/(\w*)$/.exec(model.regex ?? '');
  const regex = pattern
    ? new RegExp(pattern[1] ?? '', pattern[2])
    : model.regex
      ? new RegExp(model.regex)
      : undefined;
  return list
    .filter((d) => accepts(d.type) && (!regex || regex.test(d.name)))
    .map((d) => ({ text: d.name, value: d.uid }));
}

/** What Grafana's Prometheus data source understands in a variable: label_values, metrics, query_result. */
async function queryTexts(query: string, uid: string, range: Range, api: Api): Promise<string[]> {
  const labelValues = /^label_values\((?:(?<metric>.+),\s*)?(?<label>[a-zA-Z_]\w*)\s*\)\s*$/.exec(
    query,
  );
  if (labelValues) {
    const { metric, label = '' } = labelValues.groups ?? {};
    const match = metric ? `&match%5B%5D=${encodeURIComponent(metric.trim())}` : '';
    const path = `/api/datasources/uid/${uid}/resources/api/v1/label/${label}/values?limit=40000&start=${Math.floor(range.from / 1000)}&end=${Math.floor(range.to / 1000)}${match}`;
    const answer = api.answersLabels
      ? ((await api.get(path).catch(() => undefined)) as { data?: string[] } | undefined)
      : undefined;
    if (answer?.data) return answer.data;
    return labelsByQuery(metric?.trim() || `{${label}!=""}`, label, uid, range, api);
  }
  const metrics = /^metrics\((.*)\)\s*$/.exec(query);
  if (metrics)
    return labelsByQuery(`{__name__=~".*(${metrics[1]}).*"}`, '__name__', uid, range, api);
  const result = /^query_result\((.+)\)\s*$/.exec(query);
  if (result) return resultTexts(await instantQuery(result[1] ?? '', uid, range, api));
  throw new Error(`this preview does not understand the query "${query}"; Grafana may.`);
}

/** The label's values by a query, for a server that has no label endpoint. */
async function labelsByQuery(
  selector: string,
  label: string,
  uid: string,
  range: Range,
  api: Api,
): Promise<string[]> {
  const seconds = Math.max(60, Math.round((range.to - range.from) / 1000));
  const answer = await instantQuery(
    `group by (${label}) (last_over_time(${selector}[${seconds}s]))`,
    uid,
    range,
    api,
  );
  return (answer.frames ?? [])
    .flatMap((f) => f.schema?.fields.flatMap((field) => field.labels?.[label] ?? []) ?? [])
    .sort();
}

function resultTexts(answer: TargetAnswer): string[] {
  return (answer.frames ?? []).flatMap((frame) =>
    (frame.schema?.fields ?? []).flatMap((field, i) => {
      if (field.type !== 'number') return [];
      const { __name__ = '', ...labels } = field.labels ?? {};
      const written = Object.entries(labels)
        .map(([k, v]) => `${k}="${v}"`)
        .join(',');
      return [
        `${__name__}{${written}} ${String(frame.data?.values[i]?.[0] ?? '')} ${String(frame.data?.values[0]?.[0] ?? '')}`,
      ];
    }),
  );
}

async function instantQuery(
  expr: string,
  uid: string,
  range: Range,
  api: Api,
): Promise<TargetAnswer> {
  const refId = 'variable';
  const answers = await api.query({
    from: String(range.from),
    to: String(range.to),
    queries: [
      {
        refId,
        expr,
        instant: true,
        range: false,
        format: 'time_series',
        datasource: { uid },
        intervalMs: 60_000,
        maxDataPoints: 1,
      },
    ],
  });
  const answer = answers[refId];
  if (answer?.error) throw new Error(answer.error);
  return answer ?? {};
}
