import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { DashboardResource, JsonObject } from '../../../../scripts/lib/state/resource.ts';
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
