import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { driftReportSchema } from '../../../scripts/lib/drift/report.ts';
import { driftTerminal } from '../../../scripts/lib/report/drift-terminal.ts';
import type { AlertRuleGroupResource, JsonObject } from '../../../scripts/lib/state/resource.ts';
import { drift, line, revertAll } from '../../support/drift/check.ts';
import { group, rule, withGroups } from '../../support/publishing/alerts.ts';
import { contentOf } from '../../support/publishing/content.ts';
import { openWorkspace, type TestWorkspace } from '../../support/publishing/workspace.ts';

const content = (...groups: readonly AlertRuleGroupResource[]) =>
  contentOf({ dashboards: 1, edit: withGroups(...groups) });
const published = () => content(group([rule(), rule({ uid: 'r-2' })]));
const RULES = '/api/v1/provisioning/alert-rules';
const GROUP = '/api/v1/provisioning/folder/f-1/rule-groups/slo';

describe.each(['9.4', '12.4'] as const)('drift of alert rule groups on Grafana %s', (grafana) => {
  const isOld = grafana === '9.4';
  let space: TestWorkspace;
  beforeEach(async () => {
    space = await openWorkspace({ grafana });
    await space.publish(published());
  });
  afterEach(() => space.close());

  const edit = async (uid: string, change: (model: JsonObject) => void): Promise<void> => {
    const { body } = await space.ask('GET', `${RULES}/${uid}`);
    change(body as JsonObject);
    expect((await space.ask('PUT', `${RULES}/${uid}`, body)).status).toBe(200);
  };
  const found = async (): Promise<[string, string, string[]][]> =>
    (await drift(space, published())).report.drifts.map(({ uid, what, diff }) => [
      uid,
      what,
      diff.map(line),
    ]);
  const inSyncAfterRevert = async (): Promise<void> => {
    const changes = await revertAll(space, published());
    expect(changes.map(({ outcome }) => outcome)).toEqual(['done']);
    expect((await drift(space, published())).report).toMatchObject({ inSync: true, drifts: [] });
  };

  test('a publish leaves them in sync', async () => {
    const { report } = await drift(space, published());
    expect(driftReportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({ inSync: true, checked: 4, unmanaged: [], unchecked: [] });
  });

  test.each([
    [
      'a pending period',
      (m: JsonObject) => (m['for'] = '1h'),
      ['~ alert Rule r-2 › pending period: 5m → 1h'],
    ],
    [
      'a title',
      (m: JsonObject) => (m['title'] = 'Errors'),
      ['~ alert Rule r-2 › title: Rule r-2 → Errors'],
    ],
    [
      'a label',
      (m: JsonObject) => (m['labels'] = { severity: 'ticket' }),
      ['~ alert Rule r-2 › label severity: page → ticket'],
    ],
    [
      'a threshold',
      (m: JsonObject) => {
        const data = m['data'] as { model: { conditions?: unknown } }[];
        data[2]!.model.conditions = [{ evaluator: { type: 'lt', params: [1] } }];
      },
      ['~ alert Rule r-2 › query C › threshold: above 5 → below 1'],
    ],
    [
      'what no data means',
      (m: JsonObject) => (m['noDataState'] = 'Alerting'),
      ['~ alert Rule r-2 › state without data: OK → Alerting'],
    ],
  ])('finds %s that was changed, names it, and takes it back', async (_, change, lines) => {
    await edit('r-2', change);
    expect(await found()).toEqual([['f-1/slo', 'edited', lines]]);
    const [one] = (await drift(space, published())).report.drifts;
    expect(one?.versions.map(({ version }) => version)).toEqual(isOld ? [] : [2]);
    if (isOld) expect(one?.note).toMatch(/does not tell who .* the last change was made at 20/);
    await inSyncAfterRevert();
  });

  test('finds an interval that was changed', async () => {
    const { body } = await space.ask('GET', GROUP);
    await space.ask('PUT', GROUP, { ...body, interval: 300 });
    expect(await found()).toEqual([
      ['f-1/slo', 'edited', ['~ evaluation interval: 1 min → 5 min']],
    ]);
    const [one] = (await drift(space, published())).report.drifts;
    expect(one?.versions.map(({ by, message }) => [by, message])).toEqual(
      isOld ? [] : [['admin', 'evaluation interval']],
    );
    await inSyncAfterRevert();
  });

  test('finds a rule that was deleted, and a whole group', async () => {
    await space.ask('DELETE', `${RULES}/r-2`);
    expect(await found()).toEqual([['f-1/slo', 'edited', ['- alert Rule r-2: rate(errors[5m])']]]);
    await inSyncAfterRevert();
    await space.ask('DELETE', `${RULES}/r-1`);
    await space.ask('DELETE', `${RULES}/r-2`);
    expect(await found()).toEqual([['f-1/slo', 'deleted', []]]);
    await inSyncAfterRevert();
  });

  test('finds a rule that was moved to another group', async () => {
    await edit('r-2', (model) => void (model['ruleGroup'] = 'other'));
    expect(await found()).toEqual([
      ['f-1/slo', 'moved', ['~ alert Rule r-2 › group: f-1/slo → f-1/other']],
    ]);
    await inSyncAfterRevert();
  });

  test('tells what was made by hand in our folder apart, also where the code has no alert rules', async () => {
    const hand = { ...rule({ uid: 'hand' }), folderUID: 'f-1', ruleGroup: 'by hand' };
    await space.ask('POST', RULES, hand);
    const other = { ...rule({ uid: 'other' }), folderUID: 'their-folder', ruleGroup: 'theirs' };
    await space.ask('POST', '/api/folders', { uid: 'their-folder', title: 'Theirs' });
    expect((await space.ask('POST', RULES, other)).status).toBe(201);
    for (const code of [published(), contentOf({ dashboards: 1 })]) {
      const { report } = await drift(space, code);
      expect(report).toMatchObject({ inSync: true, drifts: [] });
      expect(report.unmanaged).toEqual([
        {
          kind: 'alert-rule-group',
          uid: 'f-1/by hand',
          title: 'by hand',
          folderUid: 'f-1',
          at: expect.any(String) as never,
          ...(!isOld && { by: expect.any(String) as never }),
        },
      ]);
      expect(driftTerminal(report, { color: false, columns: 100 })).toMatch(
        /made by hand in our folder, not ours:\n +alert-rule-group by hand \(f-1\/by hand\)/,
      );
    }
  });

  test('is no failure where the code has no alert rules and they cannot be read', async () => {
    const without = contentOf({ dashboards: 1 });
    await space.publish(without, { prune: true });
    space.faults.add('no-alerting');
    expect((await drift(space, without)).report).toMatchObject({ inSync: true, unchecked: [] });
  });

  test('tells code that is ahead apart', async () => {
    const ahead = content(
      group([rule({ threshold: 9 }), rule({ uid: 'r-2' }), rule({ uid: 'r-3' })]),
    );
    expect((await drift(space, ahead)).report).toMatchObject({
      drifts: [],
      pending: [{ kind: 'alert-rule-group', uid: 'f-1/slo', action: 'update' }],
    });
    const without = content(group([rule({ uid: 'x' })], { title: 'new' }));
    expect((await drift(space, without)).report.pending).toContainEqual({
      kind: 'alert-rule-group',
      uid: 'f-1/slo',
      title: 'slo',
      action: 'delete',
    });
  });

  test('says that it could not look where alerting is off, and where the role may not', async () => {
    if (isOld) {
      const { report } = await drift(space, published(), { role: 'EDITOR' });
      expect(report.unchecked).toContainEqual(
        expect.objectContaining({ uid: 'f-1/slo', reason: expect.stringMatching(/403/) }),
      );
    }
    space.faults.add('no-alerting');
    const { report } = await drift(space, published());
    expect(report).toMatchObject({
      inSync: false,
      unchecked: [{ uid: 'f-1/slo', reason: 'Grafana alerting is switched off in this workspace' }],
    });
  });

  if (!isOld)
    test('finds rules that were unlocked for the browser', async () => {
      const { body } = await space.ask('GET', GROUP);
      const response = await fetch(`${space.url}${GROUP}`, {
        method: 'PUT',
        headers: {
          Authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
          'Content-Type': 'application/json',
          'X-Disable-Provenance': 'true',
        },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(200);
      expect(await found()).toEqual([
        ['f-1/slo', 'edited', ['~ provenance: locked in the browser → editable in the browser']],
      ]);
      await inSyncAfterRevert();
    });
});
