import { describe, expect, test } from '@jest/globals';
import { GRAFANA_VERSIONS } from '../../../scripts/lib/local/local-workspace.ts';
import type { Published } from '../../../scripts/lib/plan/publish.ts';
import type { AlertRuleGroupResource, JsonObject } from '../../../scripts/lib/state/resource.ts';
import { group, rule, withGroups } from '../../support/publishing/alerts.ts';
import { contentOf } from '../../support/publishing/content.ts';
import type { TestWorkspace } from '../../support/publishing/workspace.ts';
import { workspaceOfTest } from '../../support/publishing/workspace-of-test.ts';

const open = workspaceOfTest();

const content = (...groups: readonly AlertRuleGroupResource[]) =>
  contentOf({ dashboards: 1, edit: withGroups(...groups) });
const two = () => content(group([rule(), rule({ uid: 'r-2' })]));
const change = ({ report }: Published, uid = 'f-1/slo') =>
  report.changes.find((one) => one.uid === uid);
const did = (published: Published, uid?: string): string => {
  const found = change(published, uid);
  return `${found?.action} ${found?.outcome}`;
};
const said = (published: Published): string[] =>
  (change(published)?.diff ?? []).map(
    ({ what, path, before, after }) =>
      `${what} ${path.join(' › ')}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
  );

const RULES = '/api/v1/provisioning/alert-rules';
const GROUP = '/api/v1/provisioning/folder/f-1/rule-groups/slo';
const liveRules = async (space: TestWorkspace): Promise<JsonObject[]> => {
  const { body } = await space.ask('GET', RULES);
  return body as unknown as JsonObject[];
};
/** A person's change through the API: what is provisioned is locked in the browser, not here. */
async function editRule(
  space: TestWorkspace,
  uid: string,
  edit: (model: JsonObject) => void,
): Promise<void> {
  const { body } = await space.ask('GET', `${RULES}/${uid}`);
  const model = body as JsonObject;
  edit(model);
  expect((await space.ask('PUT', `${RULES}/${uid}`, model)).status).toBe(200);
}

describe.each(GRAFANA_VERSIONS)('alert rule groups on Grafana %s', (grafana) => {
  const isOld = grafana === '9.4' || grafana === '10.4';

  test('are written after the dashboards once, and the second time nothing, for the list and a look at each group', async () => {
    const space = await open({ grafana });
    const first = await space.publish(two());
    expect(first.report.changes.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'folder done',
      'datasource done',
      'dashboard done',
      'alert-rule-group done',
    ]);
    const [live] = await liveRules(space);
    expect(live).toMatchObject({
      uid: 'r-1',
      folderUID: 'f-1',
      ruleGroup: 'slo',
      annotations: {
        summary: 'too many errors',
        __published_by__: expect.stringMatching(
          /^shop\/test \(content [0-9a-f]{16}, 1 of 2 every 60s\)$/,
        ) as never,
      },
    });
    const { body } = await space.ask('GET', `${RULES}/r-1`);
    expect(body['provenance']).toBe('api');

    space.requests.clear();
    const second = await space.publish(two());
    expect(did(second)).toBe('noop done');
    const asked = space.requests
      .entries()
      .filter(({ path }) => path.includes('provisioning') || path.includes('ruler'));
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET ${RULES}`,
      `GET ${GROUP}`,
    ]);
  });

  test('ask for nothing where the content has none', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf());
    expect(space.requests.entries().filter(({ path }) => path.includes('provisioning'))).toEqual(
      [],
    );
  });

  test('say what changed as a person would, and change, add and remove rules in one go', async () => {
    const space = await open({ grafana });
    await space.publish(two());
    const published = await space.publish(
      content(
        group(
          [
            rule({
              expr: 'rate(errors[10m])',
              threshold: 7,
              for: '10m',
              labels: { team: 'shop' },
              summary: 'far too many errors',
            }),
            rule({ uid: 'r-3', title: 'New' }),
          ],
          { interval: 120 },
        ),
      ),
    );
    expect(did(published)).toBe('update done');
    expect(said(published)).toEqual([
      'changed evaluation interval: 60 → 120',
      'removed alert Rule r-2: "rate(errors[5m])" → undefined',
      'added alert New: undefined → "rate(errors[5m])"',
      'changed alert Rule r-1 › pending period: "5m" → "10m"',
      'changed alert Rule r-1 › query A: "rate(errors[5m])" → "rate(errors[10m])"',
      'changed alert Rule r-1 › query C › threshold: "above 5" → "above 7"',
      'added alert Rule r-1 › label team: undefined → "shop"',
      'changed alert Rule r-1 › annotation summary: "too many errors" → "far too many errors"',
    ]);
    expect((await liveRules(space)).map(({ uid }) => String(uid)).toSorted()).toEqual([
      'r-1',
      'r-3',
    ]);
    const { body } = await space.ask('GET', GROUP);
    expect(body['interval']).toBe(120);
  });

  test("leave a person's edit as it is, name it and who made it, and replace it when told to", async () => {
    const space = await open({ grafana });
    await space.publish(two());
    await editRule(space, 'r-2', (model) => void (model['for'] = '1h'));
    const ahead = () => content(group([rule({ threshold: 6 }), rule({ uid: 'r-2' })]));

    const conflict = await space.publish(ahead());
    expect(did(conflict)).toBe('conflict conflict');
    expect(said(conflict)).toEqual(['changed alert Rule r-2 › pending period: "5m" → "1h"']);
    expect(change(conflict)?.conflict).toMatchObject({
      code: 'edited',
      live: { ...(!isOld && { by: expect.any(String) as never }), at: expect.any(String) as never },
    });

    const forced = await space.publish(ahead(), { overwrite: ['f-1/slo'] });
    expect(did(forced)).toBe('update done');
    expect(change(forced)?.reason).toMatch(/Grafana keeps no copy/);
    expect(did(await space.publish(ahead()))).toBe('noop done');
  });

  test.each([
    ['that alone', two],
    ['and the code changes the group as well', () => content(group([rule({ threshold: 9 })]))],
  ])('keep an interval that a person changed, %s, until told to replace it', async (_, code) => {
    const space = await open({ grafana });
    await space.publish(two());
    const { body } = await space.ask('GET', GROUP);
    expect((await space.ask('PUT', GROUP, { ...body, interval: 300 })).status).toBe(200);

    const conflict = await space.publish(code());
    expect(did(conflict)).toBe('conflict conflict');
    expect(change(conflict)?.conflict).toMatchObject({
      code: 'edited',
      live: { at: expect.any(String) as never },
    });
    expect(said(conflict)).toContainEqual('changed evaluation interval: 60 → 300');
    expect((await space.ask('GET', GROUP)).body['interval']).toBe(300);

    const forced = await space.publish(code(), { overwrite: ['f-1/slo'] });
    expect(did(forced)).toBe('update done');
    expect((await space.ask('GET', GROUP)).body['interval']).toBe(60);
    expect(did(await space.publish(code()))).toBe('noop done');
  });

  test('take up an interval that a person changed once the code has it, too', async () => {
    const space = await open({ grafana });
    await space.publish(two());
    const { body } = await space.ask('GET', GROUP);
    await space.ask('PUT', GROUP, { ...body, interval: 300 });
    const adopted = () => content(group([rule(), rule({ uid: 'r-2' })], { interval: 300 }));
    expect(did(await space.publish(adopted()))).toBe('update done');
    expect(did(await space.publish(adopted()))).toBe('noop done');
  });

  test('write over an edit that the code has by now', async () => {
    const space = await open({ grafana });
    await space.publish(two());
    await editRule(space, 'r-2', (model) => void (model['for'] = '1h'));
    const adopted = content(group([rule({ threshold: 6 }), rule({ uid: 'r-2', for: '60m' })]));
    expect(did(await space.publish(adopted))).toBe('update done');
  });

  test('make a rule again that was deleted, and leave one that was added by hand', async () => {
    const space = await open({ grafana });
    await space.publish(two());
    await space.ask('DELETE', `${RULES}/r-2`);
    expect(did(await space.publish(two()))).toBe('update done');
    expect((await liveRules(space)).length).toBe(2);

    const byHand = {
      ...rule({ uid: 'hand', title: 'By hand' }),
      folderUID: 'f-1',
      ruleGroup: 'slo',
    };
    expect((await space.ask('POST', RULES, byHand)).status).toBe(201);
    const conflict = await space.publish(two());
    expect(did(conflict)).toBe('conflict conflict');
    expect(said(conflict)).toEqual(['added alert By hand: undefined → "rate(errors[5m])"']);
    expect((await liveRules(space)).length).toBe(3);
  });

  test('are nobody else’s: a group or a uid that is there already is left alone', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf({ dashboards: 1 }));
    const other = { ...rule(), folderUID: 'f-1', ruleGroup: 'theirs' };
    await space.ask('POST', RULES, other);
    const taken = await space.publish(two());
    expect(did(taken)).toBe('conflict conflict');
    expect(change(taken)?.conflict).toMatchObject({ code: 'unmanaged' });
    expect((await liveRules(space)).map(({ uid }) => uid)).toEqual(['r-1']);
  });

  test('of two repositories on one workspace do not see each other', async () => {
    const space = await open({ grafana });
    await space.publish(two());
    const bank = () =>
      contentOf({
        project: 'bank',
        dashboards: 0,
        dataSources: false,
        edit: () => [
          { kind: 'folder', uid: 'bank', title: 'Bank' },
          group([rule({ uid: 'bank-1' })], { folderUid: 'bank' }),
        ],
      });
    expect(did(await space.publish(bank(), { prune: true }), 'bank/slo')).toBe('create done');
    const pruned = await space.publish(contentOf({ dashboards: 1 }), { prune: true });
    expect(pruned.report.changes.filter(({ action }) => action === 'delete')).toMatchObject([
      { kind: 'alert-rule-group', uid: 'f-1/slo', outcome: 'done' },
    ]);
    expect((await liveRules(space)).map(({ uid }) => uid)).toEqual(['bank-1']);
    const stolen = await space.publish(content(group([rule({ uid: 'bank-1' })])));
    expect(change(stolen)?.conflict).toMatchObject({ code: 'foreign', detail: 'bank/test' });
  });

  test('that were edited are not deleted by --prune, and what others put beside ours stays', async () => {
    const space = await open({ grafana });
    await space.publish(two());
    const without = contentOf({ dashboards: 1 });
    const byHand = {
      ...rule({ uid: 'hand', title: 'By hand' }),
      folderUID: 'f-1',
      ruleGroup: 'slo',
    };
    await space.ask('POST', RULES, byHand);
    await editRule(space, 'r-2', (model) => void (model['for'] = '1h'));
    expect(did(await space.publish(without, { prune: true }))).toBe('conflict conflict');
    const forced = await space.publish(without, { prune: true, overwrite: ['f-1/slo'] });
    expect(did(forced)).toBe('delete done');
    expect((await liveRules(space)).map(({ uid }) => uid)).toEqual(['hand']);
  });

  test('are not deleted with an edit that lands after a person gave up an earlier one', async () => {
    const space = await open({ grafana });
    await space.publish(two());
    await editRule(space, 'r-2', (model) => void (model['for'] = '1h'));
    const raced = await space.publish(contentOf({ dashboards: 1 }), {
      prune: true,
      overwrite: ['f-1/slo'],
      confirm: async () => {
        await editRule(space, 'r-1', (model) => void (model['for'] = '2h'));
        return true;
      },
    });
    expect(did(raced)).toBe('delete conflict');
    expect((await liveRules(space)).map((live) => String(live['for'])).toSorted()).toEqual([
      '1h',
      '2h',
    ]);
  });

  test('may be renamed and moved: the rules keep their uids', async () => {
    const space = await open({ grafana });
    await space.publish(two());
    const renamed = content(group([rule(), rule({ uid: 'r-2' })], { title: 'objectives' }));
    const moved = await space.publish(renamed, { prune: true });
    expect(did(moved, 'f-1/objectives')).toBe('create done');
    expect(
      (await liveRules(space))
        .map(({ uid, ruleGroup }) => `${String(uid)} ${String(ruleGroup)}`)
        .toSorted(),
    ).toEqual(['r-1 objectives', 'r-2 objectives']);
    expect(did(await space.publish(renamed), 'f-1/objectives')).toBe('noop done');
  });

  test('are published alone with --only, and their folder with them', async () => {
    const space = await open({ grafana });
    const { report } = await space.publish(two(), { only: ['f-1/slo'] });
    expect(report.changes.map(({ uid, outcome }) => `${uid} ${outcome}`)).toEqual([
      'f-1 done',
      'f-1/slo done',
    ]);
  });

  test('may be left open to people in the browser', async () => {
    const space = await open({ grafana });
    const editable = content(group([rule()], { editable: true }));
    await space.publish(editable);
    const { body } = await space.ask('GET', `${RULES}/r-1`);
    expect(body['provenance']).toBeUndefined();
    expect(did(await space.publish(editable))).toBe('noop done');
  });

  test('that would go beyond the quota are refused before anything of them is written', async () => {
    const space = await open({ grafana });
    const many = Array.from({ length: 99 }, (_, index) => rule({ uid: `r-${index}` }));
    expect(did(await space.publish(content(group(many))))).toBe('create done');
    const more = content(
      group(many),
      group([rule({ uid: 'x-1' }), rule({ uid: 'x-2' })], { title: 'more' }),
    );
    const refused = await space.publish(more);
    expect(did(refused, 'f-1/more')).toBe('conflict conflict');
    expect(change(refused, 'f-1/more')?.conflict).toEqual({
      code: 'quota',
      detail:
        'the workspace has 99 alert rules, this group would add 2, and Amazon Managed Grafana allows 100 in all',
    });
    expect((await liveRules(space)).length).toBe(99);
  });

  test('are refused where Grafana alerting is off, and the rest is published', async () => {
    const space = await open({ grafana });
    space.faults.add('no-alerting');
    const published = await space.publish(two());
    expect(change(published)).toMatchObject({
      outcome: 'conflict',
      conflict: { code: 'alerting-off' },
    });
    expect(did(published, 'd-1')).toBe('create done');
  });

  test('finish a publish that broke off in the middle', async () => {
    const space = await open({ grafana });
    space.faults.add(
      isOld
        ? `reset-after next 5 after 1 on POST ${RULES}`
        : 'reset-before next 9 on PUT /api/v1/*',
    );
    const broken = await space.publish(two());
    expect(did(broken)).toBe(isOld ? 'create done' : 'create failed');
    space.faults.clear();
    expect(did(await space.publish(two()))).toBe(isOld ? 'noop done' : 'create done');
    expect(did(await space.publish(two()))).toBe('noop done');
  });

  test('are not written over an edit that lands during the publish', async () => {
    const space = await open({ grafana });
    await space.publish(two());
    const raced = await space.publish(
      content(group([rule({ threshold: 6 }), rule({ uid: 'r-2' })])),
      {
        confirm: async () => {
          await editRule(space, 'r-1', (model) => void (model['for'] = '1h'));
          return true;
        },
      },
    );
    expect(did(raced)).toBe('update conflict');
    expect(change(raced)?.error?.message).toMatch(
      /changed in the workspace while this publish ran/,
    );
    expect((await liveRules(space))[0]?.['for']).toBe('1h');
  });

  test('tell of an edit that they replaced in the same moment, where the server tells it', async () => {
    const space = await open({ grafana });
    await space.publish(two());
    space.faults.add('edit-before-write by ana next 1 on PUT /api/v1/*');
    const raced = await space.publish(
      content(group([rule({ threshold: 6 }), rule({ uid: 'r-2' })])),
    );
    expect(did(raced)).toBe('update done');
    if (!isOld) expect(change(raced)?.error).toMatchObject({ code: 'replaced-edit' });
  });
});
