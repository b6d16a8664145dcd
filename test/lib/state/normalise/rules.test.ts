import { describe, expect, it } from '@jest/globals';
import { diffResources } from '../../../../scripts/lib/plan/diff/index.ts';
import { fingerprintOf } from '../../../../scripts/lib/state/fingerprint.ts';
import { jsonCopy } from '../../../../scripts/lib/state/json.ts';
import {
  normaliseDashboard,
  normaliseDataSource,
  RULES,
} from '../../../../scripts/lib/state/normalise/index.ts';
import type {
  DashboardResource,
  Json,
  JsonObject,
} from '../../../../scripts/lib/state/resource.ts';
import { watchModel } from '../../../support/drift/content.ts';
import { line } from '../../../support/drift/check.ts';
import { NOISE, NOISE_OF_SPARSE, type Noise } from '../../../support/drift/noise.ts';
import { NOISE_OF_OLDER_FORMS, olderModel } from '../../../support/drift/older-forms.ts';
import {
  TRUE_EDITS,
  TRUE_EDITS_OF_OLDER_FORMS,
  type TrueEdit,
} from '../../../support/drift/true-edits.ts';

const dashboard = (model: JsonObject): DashboardResource => ({
  kind: 'dashboard',
  uid: 'watch',
  title: 'Watch',
  folderUid: 'f-1',
  model,
});

/** The watch dashboard, with a heatmap that has no options and a query of CloudWatch. */
function fullModel(): JsonObject {
  const model = watchModel();
  (model['panels'] as Json[]).push(
    {
      id: 50,
      type: 'heatmap',
      title: 'Bare',
      gridPos: { x: 0, y: 39, w: 12, h: 8 },
      targets: [{ refId: 'A', expr: 'up' }],
    },
    {
      id: 51,
      type: 'logs',
      title: 'Lines',
      gridPos: { x: 12, y: 39, w: 12, h: 8 },
      datasource: { type: 'cloudwatch', uid: 'logs' },
      targets: [
        {
          refId: 'A',
          queryMode: 'Logs',
          expression: 'fields @message',
          logGroups: [{ arn: 'arn:x', name: '/ecs/app' }],
        },
      ],
    },
  );
  return model;
}

const sparseModel = (): JsonObject => ({
  title: 'Sparse',
  panels: [
    { id: 1, libraryPanel: { uid: 'lib', name: 'Shared' }, gridPos: { x: 0, y: 0, w: 6, h: 4 } },
  ],
});

const changed = (model: JsonObject, { change }: Pick<Noise, 'change'>): JsonObject => {
  const copy = jsonCopy(model);
  change(copy);
  return copy;
};

const CASES: [string, Noise, () => JsonObject][] = [
  ...NOISE.map((noise): [string, Noise, () => JsonObject] => [noise.name, noise, fullModel]),
  ...NOISE_OF_SPARSE.map((noise): [string, Noise, () => JsonObject] => [
    noise.name,
    noise,
    sparseModel,
  ]),
  ...NOISE_OF_OLDER_FORMS.map((noise): [string, Noise, () => JsonObject] => [
    noise.name,
    noise,
    olderModel,
  ]),
];

const HIDDEN_BY_NONE: [string, TrueEdit, () => JsonObject][] = [
  ...TRUE_EDITS.map((edit): [string, TrueEdit, () => JsonObject] => [edit.says, edit, fullModel]),
  ...TRUE_EDITS_OF_OLDER_FORMS.map((edit): [string, TrueEdit, () => JsonObject] => [
    edit.says,
    edit,
    olderModel,
  ]),
];

describe('what changes nothing that is shown is no difference', () => {
  it.each(CASES)('%s', (_, noise, model) => {
    const [before, after] = [dashboard(model()), dashboard(changed(model(), noise))];
    expect(after.model).not.toBe(before.model);
    expect(diffResources(before, after)).toEqual([]);
    expect(diffResources(after, before)).toEqual([]);
    expect(fingerprintOf(after)).toBe(fingerprintOf(before));
  });

  it('all of it at once', () => {
    const after = fullModel();
    for (const { change, rule } of NOISE) if (rule !== 'data-source-of-queries') change(after);
    expect(diffResources(dashboard(fullModel()), dashboard(after))).toEqual([]);
  });
});

describe('what a rule is about is a difference as soon as it means something else', () => {
  it.each(HIDDEN_BY_NONE)('%s', (says, edit, model) => {
    expect(RULES.map(({ name }) => name)).toContain(edit.rule);
    const [before, after] = [dashboard(model()), dashboard(changed(model(), edit))];
    expect(diffResources(before, after).map(line)).toEqual([says]);
  });
});

describe('each rule', () => {
  const dashboardRules = RULES.filter(({ subject }) => subject !== 'datasource');

  it.each(dashboardRules.map((rule) => [rule.name, rule] as const))(
    'is needed, has a reason and a source: %s',
    (name, rule) => {
      expect(rule.reason.length).toBeGreaterThan(20);
      expect(rule.source.length).toBeGreaterThan(10);
      const without = RULES.filter((one) => one !== rule);
      const cases = CASES.filter(([, noise]) => noise.rule === name);
      expect(cases.length).toBeGreaterThan(0);
      for (const [, noise, model] of cases)
        expect(normaliseDashboard(changed(model(), noise), without)).not.toEqual(
          normaliseDashboard(model(), without),
        );
    },
  );

  it('has a name of its own', () => {
    const names = RULES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('knows nothing of panel types that are called like what every object has', () => {
    const custom = { custom: { lineWidth: 1 } };
    const panels = ['constructor', '__proto__', 'toString'].map((type, index) => ({
      id: index + 1,
      type,
      fieldConfig: { defaults: custom, overrides: [] },
      gridPos: { x: 0, y: index, w: 24, h: 1 },
    }));
    expect(normaliseDashboard({ panels })['panels']).toMatchObject(
      panels.map(({ type }) => ({ type, fieldConfig: { defaults: custom } })),
    );
  });

  it('leaves alone what has been normalised', () => {
    const once = normaliseDashboard(fullModel());
    expect(normaliseDashboard(once)).toEqual(once);
  });
});

describe('a data source', () => {
  const ours: JsonObject = {
    name: 'Metrics',
    type: 'prometheus',
    access: 'proxy',
    url: 'https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1/',
    jsonData: { sigV4Auth: true, sigV4Region: 'eu-central-1' },
  };

  it('is the same after the upgrade to 12 that changes its type', () => {
    const migrated = {
      ...ours,
      type: 'grafana-amazonprometheus-datasource',
      jsonData: { ...(ours['jsonData'] as JsonObject), 'prometheus-type-migration': true },
    };
    expect(normaliseDataSource(migrated)).toEqual(normaliseDataSource(ours));
  });

  it('is the same as the server gives it back', () => {
    const answer = {
      ...ours,
      id: 7,
      orgId: 1,
      version: 3,
      user: '',
      database: '',
      basicAuth: false,
      basicAuthUser: '',
      withCredentials: false,
      isDefault: false,
      secureJsonFields: {},
      readOnly: false,
      typeLogoUrl: 'public/img/icn-datasource.svg',
      uid: 'amp',
    };
    expect(normaliseDataSource({ ...answer })).toEqual(
      normaliseDataSource({ ...ours, uid: 'amp' }),
    );
  });

  it('differs by the name of a secret that somebody has set', () => {
    const withSecret = { ...ours, secureJsonFields: { sigV4SecretKey: true } };
    expect(normaliseDataSource(withSecret)).not.toEqual(normaliseDataSource(ours));
  });
});
