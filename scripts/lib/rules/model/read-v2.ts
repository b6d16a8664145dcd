import { languageOf } from './data-source.ts';
import { isObject, numberAt, objectAt, objectsAt, textAt } from './json.ts';
import { variableQuery } from './variable-query.ts';
import type { JsonObject } from '../../state/resource.ts';
import type {
  DashboardModel,
  DataSourceRef,
  PanelModel,
  QueryModel,
  VariableModel,
} from './model.ts';

interface Placed {
  readonly element: string;
  readonly grid: PanelModel['grid'];
  readonly row: string;
  readonly container: string;
}

/** Layouts in layouts (tabs with rows with grids) end somewhere. */
const MAX_LAYOUT_DEPTH = 20;

/** Reads a spec of dashboard.grafana.app v2alpha1, v2beta1 or v2. */
export function readV2(spec: JsonObject, name: string): DashboardModel {
  const elements = objectAt(spec, 'elements');
  const variables = objectsAt(spec, 'variables').map(variableOf);
  const placed = placesOf(objectAt(spec, 'layout'));
  const panels = placed.flatMap((place) => {
    const element = elements[place.element];
    return isObject(element) ? [panelOf(element, place)] : [];
  });
  const time = objectAt(spec, 'timeSettings');
  return {
    uid: name,
    title: textAt(spec, 'title'),
    form: 'v2',
    json: spec,
    panels,
    variables,
    queries: [
      ...panels.flatMap(({ queries }) => queries),
      ...variables.flatMap((variable) => variableQueries(variable)),
    ],
    inputs: new Set(),
    refresh: textAt(time, 'autoRefresh'),
  };
}

function variableOf(json: JsonObject): VariableModel {
  const spec = objectAt(json, 'spec');
  const kind = textAt(json, 'kind')
    .replace(/Variable$/, '')
    .toLowerCase();
  return { name: textAt(spec, 'name'), type: kind, json: spec };
}

function variableQueries({ name, type, json }: VariableModel): QueryModel[] {
  if (type !== 'query') return [];
  const query = objectAt(json, 'query');
  const source = sourceOf(query, objectAt(json, 'datasource'));
  const spec = objectAt(query, 'spec');
  return variableQuery(spec['query'] ?? spec['__legacyStringValue'], source, name);
}

/** v2alpha1 has the plugin as `kind` and a `datasource` beside; later ones `group` and `datasource.name`. */
function sourceOf(query: JsonObject, beside: JsonObject): DataSourceRef {
  const kind = textAt(query, 'kind');
  const type =
    textAt(query, 'group') || (kind === 'DataQuery' ? '' : kind) || textAt(beside, 'type');
  const own = objectAt(query, 'datasource');
  const uid = textAt(own, 'name') || textAt(own, 'uid') || textAt(beside, 'uid');
  return { type: type === '' ? undefined : type, uid: uid === '' ? undefined : uid };
}

function placesOf(layout: JsonObject): Placed[] {
  const places: Placed[] = [];
  const visit = (json: JsonObject, row: string, container: string, depth: number): void => {
    if (depth > MAX_LAYOUT_DEPTH) return;
    const spec = objectAt(json, 'spec');
    for (const item of objectsAt(spec, 'items')) {
      const inner = objectAt(item, 'spec');
      const element = textAt(objectAt(inner, 'element'), 'name');
      if (element !== '') places.push({ element, grid: gridOf(inner), row, container });
      // A row of v2alpha1's grid holds its elements; a row or tab of v2 a layout of its own.
      if (Array.isArray(inner['elements']))
        visit(
          { spec: { items: inner['elements'] } },
          textAt(inner, 'title'),
          `${container}/${places.length}`,
          depth + 1,
        );
    }
    for (const key of ['rows', 'tabs'])
      for (const part of objectsAt(spec, key)) {
        const inner = objectAt(part, 'spec');
        const title = textAt(inner, 'title') || row;
        visit(objectAt(inner, 'layout'), title, `${container}/${key}${places.length}`, depth + 1);
      }
  };
  visit(layout, '', '', 0);
  return places;
}

function gridOf(spec: JsonObject): PanelModel['grid'] {
  const [w, h] = [numberAt(spec, 'width'), numberAt(spec, 'height')];
  if (w === undefined || h === undefined) return undefined;
  return { x: numberAt(spec, 'x') ?? 0, y: numberAt(spec, 'y') ?? 0, w, h };
}

function panelOf(element: JsonObject, { grid, row, container }: Placed): PanelModel {
  const spec = objectAt(element, 'spec');
  const vizConfig = objectAt(spec, 'vizConfig');
  const vizSpec = objectAt(vizConfig, 'spec');
  const kind = textAt(vizConfig, 'kind');
  const title = textAt(spec, 'title').trim();
  const queries: QueryModel[] = [];
  const panel: PanelModel = {
    id: numberAt(spec, 'id'),
    title,
    description: textAt(spec, 'description').trim(),
    type: textAt(vizConfig, 'group') || (kind === 'VizConfig' ? '' : kind),
    path: row === '' ? title : `${row} › ${title}`,
    grid,
    container,
    isLibrary: textAt(element, 'kind') === 'LibraryPanel',
    dataSource: { type: undefined, uid: undefined },
    queries,
    defaults: objectAt(objectAt(vizSpec, 'fieldConfig'), 'defaults'),
    overrides: objectsAt(objectAt(vizSpec, 'fieldConfig'), 'overrides'),
    options: objectAt(vizSpec, 'options'),
    json: spec,
  };
  const group = objectAt(objectAt(spec, 'data'), 'spec');
  for (const query of objectsAt(group, 'queries'))
    queries.push(queryOf(objectAt(query, 'spec'), panel));
  return panel;
}

function queryOf(spec: JsonObject, panel: PanelModel): QueryModel {
  const query = objectAt(spec, 'query');
  const target = objectAt(query, 'spec');
  const dataSource = sourceOf(query, objectAt(spec, 'datasource'));
  const { language, isGuess } = languageOf(target, dataSource);
  return {
    language,
    isGuess,
    text: textAt(target, language === 'insights' ? 'expression' : 'expr'),
    refId: textAt(spec, 'refId'),
    hidden: spec['hidden'] === true,
    instant: target['instant'] === true && target['range'] !== true,
    dataSource,
    panel,
    json: target,
  };
}
