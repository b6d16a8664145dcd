import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openWorkspace, type TestWorkspace } from '../../support/publishing/workspace.ts';
import { drift, line, panelOf, revertAll } from '../../support/drift/check.ts';
import { WATCH, watchContent } from '../../support/drift/content.ts';
import { inSecondSchema } from '../../support/drift/second-schema.ts';
import type { JsonObject } from '../../../scripts/lib/state/resource.ts';

const API = '/apis/dashboard.grafana.app/v2alpha1/namespaces/default/dashboards';

describe('a dashboard that is stored in schema v2', () => {
  const content = watchContent();
  let space: TestWorkspace;
  beforeEach(async () => {
    space = await openWorkspace({ grafana: '12.4' });
    await space.publish(content);
  });
  afterEach(() => space.close());

  /** Stores the dashboard anew in v2, as it is or edited. */
  const store = async (change: (model: JsonObject) => void = () => undefined): Promise<void> => {
    const { model } = await space.dashboard(WATCH);
    change(model);
    await space.ask('DELETE', `/api/dashboards/uid/${WATCH}`);
    const { status, body } = await space.ask('POST', API, {
      apiVersion: 'dashboard.grafana.app/v2alpha1',
      kind: 'Dashboard',
      metadata: { name: WATCH, annotations: { 'grafana.app/folder': 'f-1' } },
      spec: inSecondSchema(model),
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
  };

  it('is in sync as long as nobody has changed it', async () => {
    await store();
    expect((await drift(space, content)).report).toMatchObject({ inSync: true, unchecked: [] });
  });

  it('has drifted when somebody has, and can be reverted', async () => {
    await store((model) => void (panelOf(model, 'Budget')['title'] = 'Left'));
    const [found] = (await drift(space, content)).report.drifts;
    expect(found?.diff.map(line)).toEqual(['~ Budget › title: Budget → Left']);
    expect(await revertAll(space, content)).toMatchObject([{ outcome: 'done' }]);
    expect((await drift(space, content)).report.inSync).toBe(true);
  });
});
