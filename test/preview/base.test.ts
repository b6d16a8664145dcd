import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withBaseTree } from '../../scripts/lib/preview/base.ts';
import { compareDashboards } from '../../scripts/lib/preview/changes.ts';
import { ContentBuildError, loadContent } from '../../scripts/lib/preview/content.ts';
import { recordDashboard } from '../../scripts/lib/preview/record.ts';
import { comparePage } from '../../scripts/lib/preview/site/compare-page.ts';
import { jsonDiff } from '../../scripts/lib/preview/site/json-diff.ts';
import type { DashboardResource, JsonObject } from '../../scripts/lib/state/resource.ts';
import { api, everyPanel, HOSTILE, NOW } from './support/dashboard.ts';

let folder: string;
let repository: string;
const git = (...args: string[]): string =>
  execFileSync(
    'git',
    ['-C', repository, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args],
    { encoding: 'utf8' },
  ).trim();

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'preview-base-test-'));
  repository = path.join(folder, 'repository');
  execFileSync('git', ['init', '--quiet', repository]);
  await writeFile(path.join(repository, 'a.txt'), 'one');
  git('add', '.');
  git('commit', '--quiet', '-m', 'one');
  await writeFile(path.join(repository, 'a.txt'), 'two');
  git('commit', '--quiet', '-am', 'two');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the base', () => {
  it('is checked out beside the work tree and leaves nothing behind', async () => {
    let seen = '';
    const text = await withBaseTree(repository, 'HEAD~1', async (tree) => {
      seen = tree;
      return readFile(path.join(tree, 'a.txt'), 'utf8');
    });
    expect(text).toBe('one');
    expect(existsSync(seen)).toBe(false);
    expect(git('worktree', 'list').split('\n')).toHaveLength(1);
  });

  it.each(['nowhere', '--upload-pack=x', '$(id)'])(
    'that git does not know is named: %s',
    async (ref) => {
      await expect(withBaseTree(repository, ref, () => Promise.resolve())).rejects.toThrow(
        `git does not know the commit "${ref}" here.`,
      );
    },
  );

  it('that a shallow clone lacks comes with the command that fetches it', async () => {
    const clone = path.join(folder, 'clone');
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${repository}`, clone]);
    await expect(withBaseTree(clone, 'HEAD~1', () => Promise.resolve())).rejects.toMatchObject({
      details: ['This is a shallow clone: it has only the newest commits.'],
      suggestions: [['git fetch --unshallow origin', expect.any(String)]],
    });
  });

  it('that does not build says where', async () => {
    await expect(loadContent(process.cwd(), repository)).rejects.toThrow(ContentBuildError);
  });
});

const dashboard = (panels: JsonObject[]): DashboardResource => ({
  kind: 'dashboard',
  uid: 'a',
  title: 'App',
  folderUid: 'todo',
  model: { uid: 'a', title: 'App', schemaVersion: 39, panels },
});
const row = (id: number, title: string, y: number): JsonObject => ({
  id,
  type: 'row',
  title,
  collapsed: false,
  gridPos: { x: 0, y, w: 24, h: 1 },
  panels: [],
});
const stat = (id: number, title: string, y: number, expr = 'up'): JsonObject => ({
  id,
  type: 'stat',
  title,
  gridPos: { x: 0, y, w: 12, h: 4 },
  targets: [{ refId: 'A', expr }],
});

describe('a library panel', () => {
  const placed = { id: 1, libraryPanel: { uid: 'lp', name: 'Errors' }, gridPos: {} };
  const library = (expr: string) => {
    const { id: _, gridPos: _at, ...model } = stat(1, 'Errors', 0, expr);
    return { kind: 'library-panel' as const, uid: 'lp', title: 'Errors', folderUid: 'todo', model };
  };

  it('that changes is a change of each dashboard that shows it', () => {
    const [change] = compareDashboards(
      [dashboard([placed]), library('up')],
      [dashboard([placed]), library('up == 0')],
    );
    expect(change).toMatchObject({
      status: 'changed',
      panels: [{ title: 'Errors', status: 'changed' }],
    });
  });
});

describe('what changed', () => {
  it('tells new, removed, changed, moved and unchanged panels apart', () => {
    const before = [
      row(1, 'One', 0),
      stat(2, 'Same', 1),
      stat(3, 'Changed', 5),
      stat(4, 'Moved', 9, 'moved'),
      stat(5, 'Gone', 13, 'gone'),
      row(6, 'Two', 17),
    ];
    const after = [
      row(1, 'One', 0),
      stat(2, 'Same', 1),
      stat(3, 'Changed', 5, 'sum(up)'),
      row(6, 'Two', 9),
      stat(4, 'Moved', 10, 'moved'),
      stat(7, 'Fresh', 14, 'fresh'),
    ];
    const [change] = compareDashboards([dashboard(before)], [dashboard(after)]);
    expect(change?.panels.map((p) => [p.title, p.status])).toEqual([
      ['Same', 'unchanged'],
      ['Changed', 'changed'],
      ['Moved', 'moved'],
      ['Fresh', 'new'],
      ['Gone', 'removed'],
    ]);
  });

  it('is a page on which titles stay text', async () => {
    const [change] = compareDashboards([], [dashboard([stat(1, HOSTILE, 0)])]);
    if (!change) throw new Error('a change');
    const html = comparePage({
      change,
      base: HOSTILE,
      head: 'b',
      jsonDiff: await jsonDiff({ title: 'x' }, { title: HOSTILE }),
      pictures: () => undefined,
    });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x');
  });
});

describe('a recording', () => {
  it('is the same for the same answers, and holds those of collapsed rows, too', async () => {
    const resource: DashboardResource = {
      kind: 'dashboard',
      uid: 'every',
      title: 'Every',
      folderUid: '',
      model: JSON.parse(JSON.stringify(everyPanel)) as JsonObject,
    };
    const [one, two] = [
      await recordDashboard(resource, api, NOW),
      await recordDashboard(resource, api, NOW),
    ];
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    expect(Object.keys(one.recording.answers)).toHaveLength(
      new Set(everyPanel.panels?.flatMap((p) => (p.targets ?? []).map((t) => t['expr']))).size,
    );
  });
});
