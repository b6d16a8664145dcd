import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GrafanaClient } from '../../../scripts/lib/grafana/client.ts';
import type { Content } from '../../../scripts/lib/state/content.ts';
import type { Resource } from '../../../scripts/lib/state/resource.ts';
import { drift } from '../../support/drift/check.ts';
import { openWorkspace, type TestWorkspace } from '../../support/publishing/workspace.ts';

const MANY = 40;
const uids = Array.from({ length: MANY }, (_, index) => `one-of-many-${index}`);

/** Dashboards at the top, or in a folder of ours. */
const contentOf = (withFolder: boolean): Content => {
  const dashboards = uids.map((uid): Resource => {
    const gridPos = { x: 0, y: 0, w: 12, h: 8 };
    const panel = { id: 1, type: 'text', title: 'Read me', gridPos, options: { content: uid } };
    const model = { title: uid, panels: [panel] };
    return { kind: 'dashboard', uid, title: uid, folderUid: withFolder ? 'f-1' : '', model };
  });
  const folder: Resource = { kind: 'folder', uid: 'f-1', title: 'Shop' };
  return {
    project: 'shop',
    resources: () => (withFolder ? [folder, ...dashboards] : dashboards),
    locate: () => undefined,
  };
};

/** Counts what the client asks for at the same time. */
function watched(client: GrafanaClient): { atOnce: number } {
  const seen = { atOnce: 0 };
  const original = client.versions.bind(client);
  let now = 0;
  client.versions = async (...asked) => {
    now += 1;
    seen.atOnce = Math.max(seen.atOnce, now);
    return original(...asked).finally(() => (now -= 1));
  };
  return seen;
}

describe.each(['12.4', '13.2'] as const)('what a check asks of Grafana %s', (grafana) => {
  let space: TestWorkspace;
  beforeAll(async () => {
    space = await openWorkspace({ grafana });
    await space.publish(contentOf(false));
    // The clients of the tests mint their tokens with their first check.
    await drift(space, contentOf(false));
  }, 60_000);
  afterAll(() => space.close());

  const asked = async (content: Content): Promise<string[]> => {
    space.requests.clear();
    await drift(space, content);
    return space.requests.entries().map(({ method, path }) => `${method} ${path.split('?')[0]}`);
  };
  const LIST = 'GET /apis/dashboard.grafana.app/v0alpha1/namespaces/default/dashboards';

  it('where all is in sync: the pages of one LIST and nothing else', async () => {
    expect(await asked(contentOf(false))).toEqual([LIST]);
  });

  it('the folders besides, where the code has some, and what else people may have put there', async () => {
    await space.publish(contentOf(true));
    const paths = await asked(contentOf(true));
    expect(paths.filter((path) => path.endsWith('/dashboards'))).toEqual([LIST]);
    const others = paths.filter((path) => path !== LIST).map((path) => path.split('/').at(-1));
    expect(others).toHaveLength(3);
    expect(new Set(others)).toEqual(new Set(['alert-rules', 'folders', 'library-elements']));
  });

  it('histories only of what differs, and at most eight at a time', async () => {
    const edited = uids.slice(0, 20);
    for (const uid of edited) await space.edit(uid, (model) => void (model['refresh'] = '5s'));
    space.requests.clear();
    let seen = { atOnce: 0 };
    const { report } = await drift(space, contentOf(true), {
      watch: (client) => void (seen = watched(client)),
    });
    expect(report.drifts).toHaveLength(edited.length);
    const histories = space.requests
      .entries()
      .flatMap(({ path }) => /uid\/([^/]+)\/versions/.exec(path)?.[1] ?? []);
    expect(histories.toSorted()).toEqual(edited.toSorted());
    expect(seen.atOnce).toBeGreaterThan(1);
    expect(seen.atOnce).toBeLessThanOrEqual(8);
  });
});
