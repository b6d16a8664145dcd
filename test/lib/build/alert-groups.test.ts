import { describe, expect, test } from '@jest/globals';
import { validateResources } from '../../../scripts/lib/build/validate.ts';
import { UserError } from '../../../scripts/lib/cli/user-error.ts';
import { environmentSchema } from '../../../scripts/lib/config/environment.ts';
import { desiredState } from '../../../scripts/lib/state/desired.ts';
import { objectAt, objectsAt } from '../../../scripts/lib/state/json.ts';
import type { AlertRuleGroupResource, JsonObject } from '../../../scripts/lib/state/resource.ts';
import { group, rule, withGroups } from '../../support/publishing/alerts.ts';
import { contentOf } from '../../support/publishing/content.ts';

const environment = environmentSchema.parse({
  grafana: 'local',
  region: 'eu-central-1',
  accountId: '123456789012',
  prometheusWorkspaceId: 'ws-01234567-89ab-cdef-0123-456789abcdef',
  logGroups: { app: '/ecs/app' },
  folder: { uid: 'f-1', title: 'Folder 1' },
});
const desired = (...groups: AlertRuleGroupResource[]) =>
  desiredState(contentOf({ dashboards: 0, edit: withGroups(...groups) }), {
    environmentName: 'test',
    environment,
    grafanaVersion: '12.4',
  });
const refused = (work: () => unknown): readonly string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error.details;
    throw error;
  }
  return [];
};
const changed = (change: JsonObject): AlertRuleGroupResource => group([{ ...rule(), ...change }]);

describe('alert rules that no Grafana takes are refused by name', () => {
  test.each([
    ['no title', { title: ' ' }, /alert rule "r-1" of group "slo" has no title/],
    ['a uid with a blank', { uid: 'a b' }, /has the uid "a b": 1 to 40 letters/],
    [
      'a condition without a query',
      { condition: 'Z' },
      /has the condition "Z", and no query of that name \(A, B, C\)/,
    ],
    ['no query', { data: [] }, /has no query/],
    [
      'a pending period of no form',
      { for: '5 minutes' },
      /for is "5 minutes"; a duration such as 5m/,
    ],
  ])('%s', (_, change, fact) => {
    expect(refused(() => desired(changed(change))).join('\n')).toMatch(fact);
  });

  test.each([
    [
      'an interval that is no multiple of 10 s',
      group([rule()], { interval: 7 }),
      /every 7 s: Grafana wants a multiple of 10 s/,
    ],
    ['a name with a slash', group([rule()], { title: 'a/b' }), /its name is part of addresses/],
    ['no rules', group([]), /has no rules/],
    [
      'a folder that is not in the code',
      group([rule()], { folderUid: 'nope' }),
      /belongs to the folder "nope"/,
    ],
  ])('%s', (_, wrong, fact) => {
    expect(refused(() => desired(wrong)).join('\n')).toMatch(fact);
  });

  test('a uid that two rules have, and a title twice in a folder', () => {
    const details = refused(() =>
      desired(
        group([rule()]),
        group([rule(), rule({ uid: 'r-2', title: 'rule R-1' })], { title: 'b' }),
      ),
    );
    expect(details).toEqual([
      'alert rules of f-1/slo and f-1/b have the same uid "r-1".',
      'alert rules of f-1/slo and f-1/b have the same title "Rule r-1".',
      'alert rules of f-1/slo and f-1/b have the same title "rule R-1".',
    ]);
  });
});

describe('a build refuses fields that Grafana would drop without a word', () => {
  const wrong = (change: JsonObject): readonly string[] =>
    refused(() =>
      validateResources(desired(changed(change)), () => ({
        file: 'alerts/x.ts',
        line: 3,
        column: 5,
      })),
    );

  test('and takes what is right', () => {
    expect(wrong({})).toEqual([]);
  });
  test.each([
    [
      'an unknown field',
      { keepFiringFor: '5m' },
      /^alerts\/x.ts:3:5: slo › alert "Rule r-1": .*keepFiringFor/,
    ],
    ['a state of no kind', { noDataState: 'Fine' }, /alert "Rule r-1": noDataState: /],
    [
      'half a link to a panel',
      { annotations: { __panelId__: '3' } },
      /annotations: a link to a panel has both/,
    ],
    ['an annotation that is no text', { annotations: { panel: 3 } }, /annotations.panel: /],
  ])('%s', (_, change, line) => {
    expect(wrong(change as JsonObject)[0]).toMatch(line);
  });

  test('in an expression', () => {
    const data = objectsAt(rule(), 'data');
    const threshold = objectAt(data[2] ?? {}, 'model') ?? {};
    threshold['evaluator'] = { type: 'gt' };
    expect(wrong({ data })[0]).toMatch(/data\.2\.model: .*evaluator/);
  });
});
