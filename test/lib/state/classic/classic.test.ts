import { describe, expect, it } from '@jest/globals';
import { diffResources } from '../../../../scripts/lib/plan/diff/index.ts';
import { classicFromV2 } from '../../../../scripts/lib/state/classic/index.ts';
import { jsonCopy } from '../../../../scripts/lib/state/json.ts';
import type { DashboardResource, JsonObject } from '../../../../scripts/lib/state/resource.ts';
import { line, panelOf } from '../../../support/drift/check.ts';
import { watchModel } from '../../../support/drift/content.ts';
import { inSecondSchema } from '../../../support/drift/second-schema.ts';

const dashboard = (model: JsonObject): DashboardResource => ({
  kind: 'dashboard',
  uid: 'watch',
  title: 'Watch',
  folderUid: 'f-1',
  model,
});

const linesBetween = (before: JsonObject, after: JsonObject | undefined): string[] =>
  diffResources(dashboard(before), dashboard(after ?? {})).map(line);

describe('a dashboard that Grafana 13 has stored in schema v2', () => {
  it('is the same as the one that was published', () => {
    expect(linesBetween(watchModel(), classicFromV2(inSecondSchema(watchModel())))).toEqual([]);
  });

  it('shows the one edit that was made on the way', () => {
    const edited = watchModel();
    panelOf(edited, 'CPU')['title'] = 'Processor';
    expect(linesBetween(watchModel(), classicFromV2(inSecondSchema(edited)))).toEqual([
      '~ Resources › CPU › title: CPU → Processor',
    ]);
  });

  it.each(['TabsLayout', 'AutoGridLayout'])(
    'is not compared where the classic form cannot say it: %s',
    (kind) => {
      const spec = jsonCopy(inSecondSchema(watchModel()));
      spec['layout'] = { kind, spec: { tabs: [], items: [] } };
      expect(classicFromV2(spec)).toBeUndefined();
    },
  );
});
