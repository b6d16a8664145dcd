import { describe, expect, test } from '@jest/globals';
import { alertGroups } from '../../alerts/index.ts';
import { environments } from '../../environments.ts';
import { environmentSchema, type Environment } from '../../scripts/lib/config/environment.ts';
import { objectAt, objectsAt, stringAt } from '../../scripts/lib/state/json.ts';
import type { AlertRuleGroupResource } from '../../scripts/lib/state/resource.ts';

const groups = (change: Partial<Environment> = {}, grafanaVersion = '12.4') =>
  alertGroups({
    environmentName: 'local',
    environment: { ...environmentSchema.parse(environments.local), ...change },
    grafanaVersion,
  });
const rulesOf = (all: readonly AlertRuleGroupResource[]) =>
  all.flatMap(({ model }) => objectsAt(model, 'rules'));

describe("the app's alert rules", () => {
  test('are switched by environment: locked, editable, or none', () => {
    expect(groups().map(({ editable }) => editable)).toEqual([false, false, false]);
    expect(groups({ alerts: 'editable' }).every(({ editable }) => editable)).toBe(true);
    expect(groups({ alerts: 'off' })).toEqual([]);
  });

  test('ask over all tasks: nothing in them is left for a browser to fill in', () => {
    for (const rule of rulesOf(groups()))
      for (const query of objectsAt(rule, 'data'))
        expect(stringAt(objectAt(query, 'model') ?? {}, 'expr') ?? '').not.toContain('$');
  });

  test('follow the objective of the environment', () => {
    const [strict, lax] = [groups({ objective: 0.999 }), groups({ objective: 0.95 })].map((all) =>
      JSON.stringify(all),
    );
    expect(strict).toContain('/ 0.001)');
    expect(lax).toContain('/ 0.05)');
    expect(strict).toContain('the objective of 99.9 % allows');
  });

  test.each([
    ['9.4', 'prometheus'],
    ['12.4', 'grafana-amazonprometheus-datasource'],
  ])('ask the data source of Grafana %s', (version, type) => {
    expect(JSON.stringify(groups({}, version))).toContain(`"type":"${type}"`);
  });

  test('say what is wrong, what to do, how urgent it is, and where it can be seen', () => {
    for (const rule of rulesOf(groups())) {
      expect(objectAt(rule, 'annotations')).toEqual({
        summary: expect.stringMatching(/.{30}/),
        runbook: expect.stringMatching(/.{80}/),
        __dashboardUid__: 'todo-app',
        __panelId__: expect.stringMatching(/^\d+$/),
      });
      expect(objectAt(rule, 'labels')?.['severity']).toMatch(/^(page|ticket)$/);
    }
  });
});
