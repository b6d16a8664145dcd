import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { diffResources } from '../../../../scripts/lib/plan/diff/index.ts';
import { jsonCopy, objectAt, objectsAt } from '../../../../scripts/lib/state/json.ts';
import { panelsOf } from '../../../../scripts/lib/state/normalise/index.ts';
import type { DashboardResource, JsonObject } from '../../../../scripts/lib/state/resource.ts';
import { another, anyDashboard, leaves } from '../../../support/drift/browser/dashboards.ts';
import { browserSave } from '../../../support/drift/browser/save.ts';
import { line } from '../../../support/drift/check.ts';
import { chance } from '../../../support/drift/random.ts';

const RECORDINGS = new URL('../../../recordings/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, RECORDINGS), 'utf8'));

const dashboard = (model: JsonObject): DashboardResource => ({
  kind: 'dashboard',
  uid: 'any',
  title: 'Any',
  folderUid: 'f-1',
  model,
});

/** How many dashboards are made up: some here, thousands in the nightly runs. */
const SEEDS = Array.from({ length: Number(process.env['BROWSER_SEEDS'] ?? 25) }, (_, i) => i + 1);

describe('the browser of these tests', () => {
  const files = readdirSync(new URL('browser-saves/', RECORDINGS));

  it.each(files)('stores what a real one stored: %s', (file) => {
    const { action, before, after } = read(`browser-saves/${file}`) as {
      action: string;
      before: JsonObject;
      after: JsonObject;
    };
    const drawn = new Set(
      panelsOf(after).flatMap((one) => (one['pluginVersion'] === undefined ? [] : [one['id']])),
    );
    // The panels of "todo" had been drawn before it was published, and were not drawn before it was saved.
    const isDrawn = ({ id }: JsonObject): boolean => !file.startsWith('ui-todo') && drawn.has(id);
    const isJson = action === 'time range and variables';
    const saved = browserSave(before, { isDrawn, withCurrent: isJson });
    expect(edited(saved, action, after)).toEqual(after);
  });
});

/** The same edit as the person made, in what the browser of the tests has stored. */
function edited(saved: JsonObject, action: string, after: JsonObject): JsonObject {
  const model: JsonObject = { ...saved, version: after['version'] ?? null };
  const panels = objectsAt(model, 'panels');
  if (action === 'description') model['description'] = 'Edited by a person';
  if (action === 'panel title') Object.assign(panels[0] ?? {}, { title: 'Renamed by a person' });
  if (action === 'duplicate a panel')
    model['panels'] = [...panels, objectsAt(after, 'panels').at(-1) ?? {}];
  if (action === 'time range and variables') model['time'] = { from: 'now-3h', to: 'now' };
  return model;
}

describe('a dashboard that was opened and saved shows the same', () => {
  it.each(['todo-app'])('the recorded reference: %s', (name) => {
    const model = read(`reference/dashboards/${name}.json`) as JsonObject;
    for (const isDrawn of [() => true, () => false])
      expect(diffResources(dashboard(model), dashboard(browserSave(model, { isDrawn })))).toEqual(
        [],
      );
  });

  it.each(SEEDS)('made up by seed %i', (seed) => {
    const by = chance(seed);
    const model = anyDashboard(by);
    const saved = browserSave(model, {
      isDrawn: () => by.happens(0.8),
      withCurrent: seed % 3 === 0,
    });
    expect(diffResources(dashboard(model), dashboard(saved)).map(line)).toEqual([]);
    const again = browserSave(saved);
    expect(diffResources(dashboard(model), dashboard(again)).map(line)).toEqual([]);
  });
});

describe('any one setting changed in the browser is one difference, in its panel', () => {
  it.each(SEEDS)('made up by seed %i', (seed) => {
    const by = chance(seed);
    const model = anyDashboard(by);
    const saved = browserSave(model);
    const settings = objectsAt(saved, 'panels').flatMap((panel, index) =>
      settingsOf(panel).map((path) => ({ index, path })),
    );
    for (let n = 0; n < 12 && settings.length > 0; n++) {
      const { index, path } = by.pick(settings);
      const after = jsonCopy(saved);
      const panel = objectsAt(after, 'panels')[index] ?? {};
      const parent = path
        .slice(0, -1)
        .reduce<JsonObject>((at, key) => objectAt(at, key) ?? {}, panel);
      const key = path.at(-1) ?? '';
      parent[key] = another(parent[key]);
      const differences = diffResources(dashboard(model), dashboard(after));
      expect([path.join('.'), differences.map(line)]).toEqual([
        path.join('.'),
        [expect.stringContaining(String(panel['title']))],
      ]);
      expect(differences[0]?.pointer).toMatch(new RegExp(`^/panels/${index}/${String(path[0])}`));
    }
  });
});

/** Every setting that the panel has: options, field settings, its own. */
function settingsOf(panel: JsonObject): (readonly string[])[] {
  const within = (...keys: string[]): (readonly string[])[] =>
    leaves(keys.reduce<JsonObject>((at, key) => objectAt(at, key) ?? {}, panel)).map((path) => [
      ...keys,
      ...path,
    ]);
  const own = ['title', 'description', 'timeFrom', 'maxDataPoints'].filter((key) => key in panel);
  return [
    ...own.map((key) => [key]),
    ...within('options'),
    ...within('fieldConfig', 'defaults').filter(([, , key]) => key !== 'thresholds'),
  ];
}
