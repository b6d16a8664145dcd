import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { adopt, type AdoptFlags } from '../../../scripts/lib/drift/command/adopt.ts';
import type { Drift } from '../../../scripts/lib/drift/report.ts';
import { diffResources } from '../../../scripts/lib/plan/diff/index.ts';
import { rebuild } from '../../../scripts/lib/source/rebuild.ts';
import { jsonCopy } from '../../../scripts/lib/state/json.ts';
import type { DashboardResource, Json, JsonObject } from '../../../scripts/lib/state/resource.ts';
import { panelOf } from '../../support/drift/check.ts';
import { reportWith } from '../../support/drift/reports.ts';
import { makeRepository, type TestRepository } from '../../support/drift/repository.ts';

describe('npm run drift -- --adopt', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
  });
  afterEach(() => rmSync(repository.root, { recursive: true }));

  /** Runs the command on an edit; what it says is kept. */
  async function run(
    change: (model: JsonObject) => void,
    flags: AdoptFlags,
    drift: Partial<Drift> = {},
    codeChange: (model: JsonObject) => void = () => undefined,
  ): Promise<{ code: number; said: string }> {
    const module = { root: repository.root, file: 'content.ts' };
    const { resources } = await rebuild(module, new Map(), repository.context);
    const inCode = resources.find(({ uid }) => uid === 'shop') as DashboardResource;
    const published = { ...inCode, model: jsonCopy(inCode.model) };
    codeChange(published.model);
    const live = { ...published, model: jsonCopy(published.model) };
    change(live.model);
    const found: Drift = {
      kind: 'dashboard',
      uid: 'shop',
      title: 'Shop',
      what: 'edited',
      versions: [],
      diff: diffResources(published, live),
      commands: { adopt: 'adopt', revert: 'revert' },
      ...drift,
    };
    const report = { ...reportWith({ title: '', by: '', message: '' }), drifts: [found] };
    let said = '';
    const say = (text: string): void => void (said += text);
    const question = {
      name: 'test',
      environment: repository.context.environment,
      workspace: { title: '', url: '', grafanaVersion: '12.4' },
      locate: repository.locate,
      desired: resources,
    };
    const io = {
      out: say,
      err: say,
      interactive: false,
      canAsk: false,
      color: false,
      columns: 100,
      signal: new AbortController().signal,
    };
    const sides = new Map([['shop', { published, live }]]);
    const code = await adopt('shop', { report, sides }, question, module, flags, io);
    return { code, said };
  }

  const rename = (model: JsonObject): void =>
    void (panelOf(model, 'Traffic')['title'] = 'Requests');
  const FILE = 'dashboards/panels.ts';

  it('shows the change of the code, writes it, and says that nothing differs any more', async () => {
    const { code, said } = await run(rename, { yes: true });
    expect(said).toContain("-  timeSeries('Traffic', { id: 1 })");
    expect(said).toContain("+  timeSeries('Requests', { id: 1 })");
    expect(said).toContain('the code equals "Shop" in Grafana');
    expect(code).toBe(0);
    expect(repository.read(FILE)).toContain("timeSeries('Requests', { id: 1 })");
  });

  it('writes nothing where nobody can be asked and --yes is not given', async () => {
    await expect(run(rename, {})).rejects.toMatchObject({ exitCode: 2 });
    expect(repository.read(FILE)).toContain("timeSeries('Traffic'");
  });

  it('does not mix with changes that are not committed, unless --force says so', async () => {
    const text = `${repository.read(FILE)}\n// being worked on\n`;
    writeFileSync(path.join(repository.root, FILE), text);
    await expect(run(rename, { yes: true })).rejects.toMatchObject({
      message: 'these files have changes that are not committed; nothing was written.',
      details: [`M ${FILE}`],
    });
    expect(repository.read(FILE)).toBe(text);
    expect((await run(rename, { yes: true, force: true })).code).toBe(0);
    expect(repository.read(FILE)).toContain('// being worked on');
  });

  it('leaves what it cannot write to a person, with places, and ends with 4', async () => {
    const { code, said } = await run(
      (model) => {
        rename(model);
        (model['panels'] as Json[]).push({
          id: 9,
          type: 'stat',
          title: 'Debug',
          gridPos: { x: 0, y: 16, w: 24, h: 4 },
        });
      },
      { yes: true },
    );
    expect(code).toBe(4);
    expect(said).toContain('dist/adopt/test-shop.md');
    const guide = repository.read('dist/adopt/test-shop.md');
    expect(guide).toContain('Debug');
    expect(guide).toMatch(/In `dashboards\/shop\.ts:\d+:\d+`/);
    expect(guide).not.toContain('Requests');
  });

  it('says what the code is ahead with, and not that it equals what is live', async () => {
    const { code, said } = await run(
      rename,
      { yes: true },
      {},
      // What was published before the code set another refresh.
      (model) => void (model['refresh'] = '10m'),
    );
    expect(code).toBe(0);
    expect(said).not.toContain('the code equals');
    expect(said).toContain('It is ahead of Grafana by its own changes: refresh.');
  });

  it('says why a thing that is not made by the code cannot be adopted', async () => {
    await expect(
      run(rename, { yes: true }, { commands: { revert: 'revert' } }),
    ).rejects.toMatchObject({
      message: '"Shop" cannot be adopted: the code does not tell where it is made.',
    });
    expect(existsSync(path.join(repository.root, 'dist'))).toBe(false);
  });
});
