import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isObject, jsonCopy, objectAt, objectsAt } from '../../../../scripts/lib/state/json.ts';
import type {
  DashboardResource,
  Json,
  JsonObject,
} from '../../../../scripts/lib/state/resource.ts';
import { diffResources } from '../../../../scripts/lib/plan/diff/index.ts';

const FOLDER = new URL('../../../recordings/browser-saves/', import.meta.url);

interface BrowserSave {
  readonly action: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

const readSave = (file: string): BrowserSave =>
  JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as BrowserSave;

const dashboard = (model: JsonObject): DashboardResource => ({
  kind: 'dashboard',
  uid: String(model['uid']),
  title: String(model['title']),
  folderUid: 'todo-app',
  model,
});

/** What a person did, as the one difference has to say it. */
const EXPECTED: Record<string, object> = {
  description: { what: 'added', path: ['description'], after: 'Edited by a person' },
  'panel title': { what: 'changed', after: 'Renamed by a person' },
  'duplicate a panel': { what: 'added', path: ['Panel 1'] },
  'time range and variables': {
    what: 'changed',
    path: ['time range'],
    before: { from: 'now-6h', to: 'now' },
    after: { from: 'now-3h', to: 'now' },
  },
};

describe('a save in a browser is one difference, the one that the person meant', () => {
  it.each(readdirSync(FOLDER).filter((file) => file.endsWith('.json')))('%s', (file) => {
    const { action, before, after } = readSave(file);
    const differences = diffResources(dashboard(before), dashboard(after));
    expect(differences).toEqual([expect.objectContaining(EXPECTED[action] ?? {})]);
  });
});

/** Paths to everything inside that holds no object. */
function leaves(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (!isObject(value) || Object.keys(value).length === 0) return path.length === 0 ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function changed(value: Json | undefined): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value}x`;
  return Array.isArray(value) ? [...value, 'x'] : { x: 1 };
}

describe('one option of a panel that was bare before it was drawn, changed and saved, is one difference', () => {
  const { before, after } = readSave('ui-types-description.json');
  const bare = objectsAt(before, 'panels');
  const only = (panel: JsonObject): DashboardResource =>
    dashboard({ title: 'UI types', uid: 'ui-types', panels: [panel] });

  it.each(
    objectsAt(after, 'panels').map(
      (panel, index) => [String(panel['type']), panel, bare[index] ?? {}] as const,
    ),
  )('%s', (_, drawn, was) => {
    expect(diffResources(only(was), only(drawn))).toEqual([]);
    for (const part of [['options'], ['fieldConfig', 'defaults']]) {
      const of = (panel: JsonObject): JsonObject =>
        part.reduce<JsonObject>((at, key) => objectAt(at, key) ?? {}, panel);
      for (const path of leaves(of(drawn)).filter(([first]) => first !== 'thresholds')) {
        const edited = jsonCopy(drawn);
        const parent = path
          .slice(0, -1)
          .reduce<JsonObject>((at, key) => objectAt(at, key) ?? {}, of(edited));
        const key = path.at(-1) ?? '';
        parent[key] = changed(parent[key]);
        expect([path.join('.'), diffResources(only(was), only(edited)).length]).toEqual([
          path.join('.'),
          1,
        ]);
      }
    }
  });
});
