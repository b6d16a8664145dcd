import { dataSourceRef, knownTypes, languageOf, type KnownTypes } from './data-source.ts';
import { isObject, numberAt, objectAt, objectsAt, textAt } from './json.ts';
import { variableQuery } from './variable-query.ts';
import type { Json, JsonObject } from '../../state/resource.ts';
import type { DashboardModel, DataSourceRef, PanelModel, QueryModel } from './model.ts';

/** Rows in rows do not exist in Grafana; a file may still have them. */
const MAX_ROW_DEPTH = 20;

export function readClassic(json: JsonObject): DashboardModel {
  const variableJson = objectsAt(objectAt(json, 'templating'), 'list');
  const known = knownTypes(json, variableJson);
  const panels = panelsOf(json, known);
  const refresh = json['refresh'];
  return {
    uid: textAt(json, 'uid'),
    title: textAt(json, 'title'),
    form: Array.isArray(json['panels']) ? 'classic' : 'rows',
    json,
    panels,
    variables: variableJson.map((variable) => ({
      name: textAt(variable, 'name'),
      type: textAt(variable, 'type'),
      json: variable,
    })),
    queries: [
      ...panels.flatMap(({ queries }) => queries),
      ...annotationQueries(json, known),
      ...variableJson.flatMap((variable) => variableQueries(variable, known)),
    ],
    inputs: new Set(objectsAt(json, '__inputs').map((input) => textAt(input, 'name'))),
    refresh: typeof refresh === 'string' ? refresh : undefined,
  };
}

function panelsOf(json: JsonObject, known: KnownTypes): PanelModel[] {
  const panels: PanelModel[] = [];
  const seen = new Set<JsonObject>();
  const visit = (
    list: readonly JsonObject[],
    row: string,
    container: string,
    depth: number,
  ): void => {
    let currentRow = row;
    for (const panel of list) {
      if (seen.has(panel)) continue;
      seen.add(panel);
      const model = panelOf(panel, currentRow, container, known);
      panels.push(model);
      const nested = objectsAt(panel, 'panels');
      if (model.type === 'row') currentRow = model.title;
      if (nested.length > 0 && depth < MAX_ROW_DEPTH)
        visit(nested, model.title, `${container}/${panels.length}`, depth + 1);
    }
  };
  visit(objectsAt(json, 'panels'), '', '', 0);
  // Grafana before version 5: rows that hold panels, without a grid.
  for (const row of objectsAt(json, 'rows'))
    visit(objectsAt(row, 'panels'), textAt(row, 'title'), `row ${panels.length}`, 0);
  return panels;
}

function panelOf(json: JsonObject, row: string, container: string, known: KnownTypes): PanelModel {
  const title = textAt(json, 'title').trim();
  const type = textAt(json, 'type');
  const dataSource = dataSourceRef(json['datasource'], known);
  const shown = title === '' ? `(${type || 'panel'} ${String(numberAt(json, 'id') ?? '')})` : title;
  const queries: QueryModel[] = [];
  const panel: PanelModel = {
    id: numberAt(json, 'id'),
    title,
    description: textAt(json, 'description').trim(),
    type,
    path: row === '' || type === 'row' ? shown : `${row} › ${shown}`,
    grid: gridOf(json['gridPos']),
    container,
    isLibrary: isObject(json['libraryPanel']),
    dataSource,
    queries,
    defaults: objectAt(objectAt(json, 'fieldConfig'), 'defaults'),
    overrides: objectsAt(objectAt(json, 'fieldConfig'), 'overrides'),
    options: objectAt(json, 'options'),
    json,
  };
  for (const target of objectsAt(json, 'targets')) queries.push(queryOf(target, panel, known));
  return panel;
}

function gridOf(value: Json | undefined): PanelModel['grid'] {
  if (!isObject(value)) return undefined;
  const [x, y, w, h] = ['x', 'y', 'w', 'h'].map((key) => numberAt(value, key));
  if (w === undefined || h === undefined) return undefined;
  return { x: x ?? 0, y: y ?? 0, w, h };
}

function queryOf(target: JsonObject, panel: PanelModel, known: KnownTypes): QueryModel {
  // "-- Mixed --" says only that each target has its own.
  const fallback: DataSourceRef =
    panel.dataSource.uid === '-- Mixed --' ? { type: undefined, uid: undefined } : panel.dataSource;
  const dataSource = dataSourceRef(target['datasource'], known, fallback);
  const { language, isGuess } = languageOf(target, dataSource);
  return {
    language,
    isGuess,
    text: textAt(target, language === 'insights' ? 'expression' : 'expr'),
    refId: textAt(target, 'refId'),
    hidden: target['hide'] === true,
    instant: target['instant'] === true && target['range'] !== true,
    dataSource,
    panel,
    json: target,
  };
}

function annotationQueries(json: JsonObject, known: KnownTypes): QueryModel[] {
  return objectsAt(objectAt(json, 'annotations'), 'list').flatMap((annotation) => {
    const dataSource = dataSourceRef(annotation['datasource'], known);
    const target = { ...annotation, ...objectAt(annotation, 'target') };
    const { language, isGuess } = languageOf(target, dataSource);
    if (language === 'other') return [];
    return [
      {
        language,
        isGuess,
        text: textAt(target, language === 'insights' ? 'expression' : 'expr'),
        refId: 'Anno',
        hidden: false,
        instant: false,
        dataSource,
        owner: `annotation "${textAt(annotation, 'name')}"`,
        json: target,
      },
    ];
  });
}

function variableQueries(variable: JsonObject, known: KnownTypes): QueryModel[] {
  if (textAt(variable, 'type') !== 'query') return [];
  const dataSource = dataSourceRef(variable['datasource'], known);
  return variableQuery(variable['query'], dataSource, textAt(variable, 'name'));
}
