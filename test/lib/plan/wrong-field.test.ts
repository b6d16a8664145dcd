import { expect, test } from '@jest/globals';
import { contentOf } from '../../support/publishing/content.ts';
import { workspaceOfTest } from '../../support/publishing/workspace-of-test.ts';
import type { JsonObject, Resource } from '../../../scripts/lib/state/resource.ts';

const open = workspaceOfTest();

/** `d-1` with a field of its first panel that Grafana does not know. */
const misspelt = (resources: Resource[]): Resource[] =>
  resources.map((resource) => {
    if (resource.kind !== 'dashboard' || resource.uid !== 'd-1') return resource;
    const [first, ...others] = resource.model['panels'] as JsonObject[];
    const panels = [{ ...first, fieldconfig: {} }, ...others];
    return { ...resource, model: { ...resource.model, panels } };
  });

test('what Grafana would store and not understand is refused before anything is written, by panel and field', async () => {
  const workspace = await open({ grafana: '12.4' });
  await expect(workspace.publish(contentOf({ edit: misspelt }))).rejects.toMatchObject({
    exitCode: 2,
    details: [
      expect.stringContaining('Dashboard 1 › Panel 1: panel: Unrecognized key: "fieldconfig"'),
    ],
  });
  expect(await workspace.ask('GET', '/api/search')).toMatchObject({ body: [] });
  const { report } = await workspace.publish(contentOf());
  expect(report.summary.create).toBe(4);
});
