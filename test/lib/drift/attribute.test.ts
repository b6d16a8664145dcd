import { describe, expect, it } from '@jest/globals';
import { attribute } from '../../../scripts/lib/drift/attribute.ts';
import type { DashboardVersion } from '../../../scripts/lib/grafana/schemas.ts';
import { diffResources } from '../../../scripts/lib/plan/diff/index.ts';
import type { DashboardResource, JsonObject } from '../../../scripts/lib/state/resource.ts';

const dashboard = (model: JsonObject): DashboardResource => ({
  kind: 'dashboard',
  uid: 'd',
  title: 'D',
  folderUid: 'f',
  model,
});
const published: JsonObject = { title: 'D', refresh: '1m', description: 'old', timezone: 'utc' };
const save = (version: number, data?: JsonObject): DashboardVersion => ({
  version,
  parentVersion: version - 1,
  restoredFrom: 0,
  createdBy: 'ana',
  created: '2026-11-01T00:00:00Z',
  message: '',
  ...(data && { data }),
});
const byPath = (live: JsonObject, ...newestFirst: DashboardVersion[]) =>
  Object.fromEntries(
    attribute(
      diffResources(dashboard(published), dashboard(live)),
      dashboard(published),
      newestFirst,
    ).map(({ path, version }) => [path.join(), version]),
  );

describe('which save brought a difference', () => {
  const first = { ...published, refresh: '5m' };
  const second = { ...first, description: 'new' };
  const third = { ...second, timezone: 'browser' };

  it('is the one whose own change is about the same thing', () => {
    expect(byPath(third, save(4, third), save(3, second), save(2, first))).toEqual({
      description: 3,
      refresh: 2,
      'time zone': 4,
    });
  });

  it('is not said of a save whose content the history lacks, nor of the one behind it', () => {
    expect(byPath(third, save(4, third), save(3, second), save(2))).toEqual({
      description: undefined,
      refresh: undefined,
      'time zone': 4,
    });
  });
});
