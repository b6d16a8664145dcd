import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Io } from '../../../scripts/lib/cli/io.ts';
import type { NamedEnvironment } from '../../../scripts/lib/config/load.ts';
import { publishAll, type PublishFlags } from '../../../scripts/lib/publish/publish-all.ts';
import type { Content } from '../../../scripts/lib/state/content.ts';
import { contentOf } from '../../support/publishing/content.ts';
import { openWorkspace, type TestWorkspace } from '../../support/publishing/workspace.ts';

let space: TestWorkspace;
beforeEach(async () => {
  space = await openWorkspace({ grafana: '12.4' });
});
afterEach(() => space.close());

/** Each environment has things of its own in the one workspace. */
const content: Content = {
  project: 'shop',
  locate: () => undefined,
  resources: ({ environmentName }) =>
    contentOf({ dashboards: 1, dataSources: false })
      .resources({} as never)
      .map((r) => ({
        ...r,
        uid: `${environmentName}-${r.uid}`,
        title: `${r.title} of ${environmentName}`,
        ...('folderUid' in r && { folderUid: `${environmentName}-${r.folderUid}` }),
      })),
};
const named = (name: string): NamedEnvironment => ({ ...space.environment, name });

async function run(names: readonly string[], flags: Partial<PublishFlags>, canAsk = false) {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    interactive: false,
    canAsk,
    color: false,
    columns: 100,
    signal: new AbortController().signal,
  };
  const code = await publishAll({
    content,
    environments: names.map(named),
    commit: { id: 'abc1234' },
    io,
    flags: { annotation: false, ...flags },
  });
  return { code, out, err };
}

describe('publishing to several environments', () => {
  test('gives each its own outcome', async () => {
    const { code, out } = await run(['staging', 'production'], { yes: true, json: true });
    expect(code).toBe(0);
    const { schemaVersion, environments } = JSON.parse(out) as {
      schemaVersion: number;
      environments: { environment: string; summary: { create: number } }[];
    };
    expect(schemaVersion).toBe(1);
    expect(environments.map(({ environment, summary }) => [environment, summary.create])).toEqual([
      ['staging', 2],
      ['production', 2],
    ]);
  });

  test('goes on after the canary only when that reads back clean', async () => {
    const well = await run(['staging', 'production'], { yes: true, canary: true });
    expect(well.err).toMatch(/The canary "staging" reads back clean/);
    expect(well.code).toBe(0);

    await space.edit('staging-d-1', (model) => void (model['description'] = 'by hand'));
    const ill = await run(['staging', 'production'], { yes: true, canary: true });
    expect(ill.err).toMatch(/The canary "staging" did not publish cleanly/);
    expect(ill.err).toMatch(/not published: production/);
    expect(ill.code).toBe(4);
  });
});

describe('asking', () => {
  test('without --yes and without a terminal nothing is written, and the flag is named', async () => {
    await expect(run(['production'], {})).rejects.toMatchObject({
      message: expect.stringMatching(/2 changes to publish to "production", and nobody to ask/),
      exitCode: 2,
    });
    expect((await space.ask('GET', '/api/dashboards/uid/production-d-1')).status).toBe(404);
    expect(await space.tokens()).toEqual([]);
  });

  test('when nothing would change nobody is asked', async () => {
    await run(['production'], { yes: true });
    const { code, out } = await run(['production'], {});
    expect(code).toBe(0);
    expect(out).toMatch(/^production: up to date with abc1234 \(2 resources, \d+ requests, /);
  });

  test('--dry-run shows the plan and writes nothing', async () => {
    const { code, out } = await run(['production'], { dryRun: true });
    expect(code).toBe(0);
    expect(out).toMatch(/Dashboard 1 of production \(production-d-1\) +create/);
    expect((await space.ask('GET', '/api/dashboards/uid/production-d-1')).status).toBe(404);
  });

  test('--progress json tells every event as a line', async () => {
    const { err } = await run(['production'], { yes: true, progress: 'json' });
    const events = err
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { type: string; outcome?: string });
    expect(events.map(({ type }) => type)).toEqual([
      'planned',
      'started',
      'finished',
      'started',
      'finished',
    ]);
    expect(events.at(-1)).toMatchObject({ outcome: 'done', environment: 'production' });
  });
});
