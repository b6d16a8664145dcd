import { nearest } from '../../text/nearest.ts';
import { BUILT_IN_SOURCES } from '../model/data-source.ts';
import { isObject, textAt } from '../model/json.ts';
import type { Json, JsonObject } from '../../state/resource.ts';
import type { DashboardRule } from './dashboard-rule.ts';

/** Why: a panel on a source that is not there says "Datasource … was not found". */
export const dataSources: DashboardRule = {
  code: 'datasource/unknown',
  severity: 'error',
  ownOnly: true,
  summary: 'Every data source that is used is one of this repository, of the type that is said',
  why: 'A panel of a data source that was renamed or removed shows an error; one of the wrong type may be sent to the wrong editor and back end.',
  bad: '{"datasource": {"uid": "ampp"}}',
  good: '{"datasource": {"uid": "amp"}}',
  *check(dashboard, { own }) {
    if (!own) return;
    const places = [
      ...dashboard.panels.map((panel) => ({ panel, json: withoutPanels(panel.json) })),
      { panel: undefined, json: withoutPanels(dashboard.json) },
    ];
    for (const { panel, json } of places)
      for (const { uid, type } of sourcesIn(json)) {
        const actual = own.dataSources.get(uid);
        if (actual === undefined) {
          const close = nearest(uid, own.dataSources.keys());
          yield {
            message: `There is no data source "${uid}".${close ? ` Did you mean ${close}?` : ''}`,
            panel,
          };
        } else if (type !== '' && type !== actual)
          yield { message: `The data source "${uid}" is of type ${actual}, not ${type}.`, panel };
      }
  },
};

/** Panels are looked at one by one. */
const withoutPanels = ({
  panels: _panels,
  rows: _rows,
  elements: _elements,
  ...rest
}: JsonObject) => rest;

/** Every data source that is named below: by targets, variables, annotations; each once. */
function sourcesIn(json: JsonObject): { uid: string; type: string }[] {
  const found = new Map<string, { uid: string; type: string }>();
  const visit = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    for (const [key, own] of Object.entries(value)) {
      if (key === 'datasource' && isObject(own)) {
        const [uid, type] = [textAt(own, 'uid') || textAt(own, 'name'), textAt(own, 'type')];
        if (uid !== '' && !uid.includes('$') && !BUILT_IN_SOURCES.has(uid))
          found.set(`${uid} ${type}`, { uid, type });
      }
      visit(own);
    }
  };
  visit(json);
  return [...found.values()];
}
