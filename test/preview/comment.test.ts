import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { readArtifact } from '../../scripts/lib/preview/comment/artifact.ts';
import { commentMarkdown, LARGEST_COMMENT } from '../../scripts/lib/preview/comment/markdown.ts';
import {
  checkSection,
  checksText,
  planSection,
  readFindings,
} from '../../scripts/lib/preview/comment/sections.ts';
import { keepComment, MARKER } from '../../scripts/lib/preview/comment/sticky.ts';
import type { Change, Plan } from '../../scripts/lib/plan/plan.ts';
import type { FindingsReport } from '../../scripts/lib/rules/finding.ts';
import { compareDashboards } from '../../scripts/lib/preview/changes.ts';
import type { DashboardResource, JsonObject } from '../../scripts/lib/state/resource.ts';

const dashboard = (uid: string, title: string, panels: JsonObject[]): DashboardResource => ({
  kind: 'dashboard',
  uid,
  title,
  folderUid: 'todo',
  model: { uid, title, schemaVersion: 39, panels },
});
const stat = (id: number, title: string, expr = 'up'): JsonObject => ({
  id,
  type: 'stat',
  title,
  gridPos: { x: 0, y: id * 4, w: 12, h: 4 },
  targets: [{ refId: 'A', expr }],
});

describe('the comment of a pull request', () => {
  it('lists what is new, changed and removed, panel by panel, with what changed', () => {
    const text = commentMarkdown({
      changes: compareDashboards(
        [dashboard('a', 'App', [stat(1, 'Up'), stat(2, 'Gone')])],
        [dashboard('a', 'App', [stat(1, 'Up', 'sum(up)'), stat(3, 'Fresh', 'down')])],
      ),
      commit: 'a1b2c3d',
      base: 'main',
    });
    expect(text).toContain('### Dashboards: 1 changed  ·  3 panels');
    expect(text).toMatch(/\| ~ \| Up \| query A.*sum\\\(up\\\)/);
    expect(text).toContain('| + | Fresh | new (stat) |');
    expect(text).toContain('| − | Gone | removed (stat) |');
  });

  it('says what else changed in a panel that got another title', () => {
    const text = commentMarkdown({
      changes: compareDashboards(
        [dashboard('a', 'App', [stat(1, 'Up')])],
        [dashboard('a', 'App', [stat(1, 'Alive', 'sum(up)')])],
      ),
      commit: 'a1b2c3d',
      base: 'main',
    });
    expect(text).toMatch(/\| ~ \| Alive \| title Up → Alive; query A .*sum\\\(up\\\)/);
  });

  it('says in one line that nothing changed', () => {
    const same = [dashboard('a', 'App', [stat(1, 'Up')])];
    expect(
      commentMarkdown({ changes: compareDashboards(same, same), commit: 'a1b2c3d', base: 'main' }),
    ).toMatch(/^### Dashboards: nothing changed\n/);
  });

  it('keeps titles from being markup, links or mentions', () => {
    const title = '<img src=x onerror=alert(1)> @admin [x](http://evil) | `code`';
    const text = commentMarkdown({
      changes: compareDashboards([], [dashboard('a', title, [stat(1, title)])]),
      commit: 'c',
      base: 'main',
    });
    expect(text).not.toContain('<img src=x');
    expect(text).not.toContain('@admin');
    expect(text).not.toContain('](http://evil)');
  });

  it('stays below what GitHub takes with 300 changed dashboards', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      dashboard(
        `d${i}`,
        `Dashboard ${i}`,
        Array.from({ length: 12 }, (_, p) => stat(p + 1, `A panel with a long name, number ${p}`)),
      ),
    );
    const text = commentMarkdown({
      changes: compareDashboards([], many),
      commit: 'c',
      base: 'main',
      sections: [{ title: 'Plan', body: 'x'.repeat(50_000) }],
    });
    expect(text.length).toBeLessThanOrEqual(LARGEST_COMMENT);
    expect(text).toContain('300 new');
    expect(text).toContain('shortened to fit into a comment');
  });
});

interface Stored {
  id: number;
  body: string;
  user: { login: string };
}

/** The endpoints of GitHub that a comment needs. */
function startGitHub(comments: Stored[]): Promise<Server> {
  let next = 100;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body =
        chunks.length > 0
          ? (JSON.parse(Buffer.concat(chunks).toString()) as { body: string })
          : { body: '' };
      const { pathname } = new URL(request.url ?? '/', 'http://github');
      const id = Number(/\/issues\/comments\/(\d+)$/.exec(pathname)?.[1]);
      const answer = (status: number, value?: unknown): void =>
        void response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(value === undefined ? '' : JSON.stringify(value));
      const found = comments.find((c) => c.id === id);
      if (request.method === 'GET' && pathname === '/repos/o/r/issues/7/comments')
        return answer(200, comments);
      if (request.method === 'POST' && pathname === '/repos/o/r/issues/7/comments') {
        comments.push({ id: next++, body: body.body, user: { login: 'bot' } });
        return answer(201, comments.at(-1));
      }
      if (!found) return answer(404, { message: 'Not Found' });
      if (request.method === 'PATCH') found.body = body.body;
      if (request.method === 'DELETE') comments.splice(comments.indexOf(found), 1);
      return answer(
        request.method === 'DELETE' ? 204 : 200,
        request.method === 'DELETE' ? undefined : found,
      );
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe('what else the comment says', () => {
  const hostile = '<img src=x> @admin **x** http://evil';
  const plan: Plan = {
    schemaVersion: 1,
    environment: 'production',
    grafanaVersion: '12.4.2',
    changes: [
      {
        kind: 'dashboard',
        uid: 'a',
        title: hostile,
        action: 'update',
        diff: [
          { what: 'changed', path: ['Up', 'title'], pointer: '/x', before: 'a', after: hostile },
        ],
      },
      { kind: 'dashboard', uid: 'b', title: 'B', action: 'noop' },
    ],
    summary: { create: 0, update: 1, move: 0, delete: 0, noop: 1, conflict: 0 },
  };
  const findings: FindingsReport = {
    schemaVersion: 1,
    findings: [
      { code: 'x/y', severity: 'warning', message: 'odd', file: 'a.ts', line: 1, column: 1 },
      { code: 'x/z', severity: 'error', message: hostile, file: 'a.ts', line: 2, column: 1 },
    ],
  };
  const render = (report: FindingsReport): string =>
    commentMarkdown({
      changes: compareDashboards([], [dashboard('a', 'To-do', [stat(1, 'Up')])]),
      commit: 'c',
      base: 'main',
      checks: checksText(report),
      sections: [checkSection(report), planSection(plan)].filter((s) => s !== undefined),
    });

  it('tells in the heading how the checks went, and lists errors before warnings', () => {
    const text = render(findings);
    expect(text).toContain('### Dashboards: 1 new  ·  1 panel  ·  1 error, 1 warning\n');
    expect(text.indexOf('**error**')).toBeLessThan(text.indexOf('**warning**'));
    expect(render({ schemaVersion: 1, findings: [] })).toContain('·  checks passed\n');
  });

  it('folds the plan, with the count in the line that is always seen', () => {
    expect(render(findings)).toContain(
      '<summary>Plan against production: 1 to update, 1 unchanged; no drift</summary>',
    );
  });

  it('says that somebody edited in Grafana', () => {
    const [first, ...others] = plan.changes;
    const conflict = { ...first, action: 'conflict', conflict: { code: 'edited' } } as Change;
    const edited = { ...plan, changes: [conflict, ...others] };
    expect(planSection(edited).title).toMatch(/; 1 edited in Grafana$/);
  });

  it('is as harmless as the rest', () => {
    const text = render(findings);
    expect(text).not.toContain('<img');
    expect(text).not.toContain('@admin');
    expect(text).not.toContain('**x**');
    expect(text).not.toContain('http://');
    const title = planSection({ ...plan, environment: hostile }).title;
    const folded = commentMarkdown({
      changes: [],
      commit: 'c',
      base: 'main',
      sections: [{ title, body: '' }],
    });
    expect(folded).toContain('Plan against &lt;img src=x&gt; @\u200Badmin');
  });

  it('is cut with a count', () => {
    const [, one] = findings.findings;
    if (!one) throw new Error('a finding');
    const many = Array.from({ length: 1000 }, () => one);
    const section = checkSection({ schemaVersion: 1, findings: many });
    expect(section?.body).toMatch(/… and 950 lines more$/);
  });

  it.each([
    ['nothing', 'cannot be read'],
    ['{', 'is not JSON'],
    ['{"schemaVersion":1,"findings":[{"code":1}]}', 'has no findings: findings.0.code'],
  ])('refuses findings that are none: %s', async (content, fact) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'findings-'));
    const file = path.join(folder, 'check.json');
    if (content !== 'nothing') await writeFile(file, content);
    await expect(readFindings(file)).rejects.toThrow(fact);
    await rm(folder, { recursive: true });
  });
});

describe('the sticky comment', () => {
  let server: Server;
  let comments: Stored[];
  let client: Octokit;
  const pull = { owner: 'o', repo: 'r', number: 7 };
  beforeEach(async () => {
    comments = [];
    server = await startGitHub(comments);
    client = new Octokit({
      auth: 'token',
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    });
  });
  afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  it('is written once and updated in place', async () => {
    expect(await keepComment(client, pull, 'bot', 'one', false)).toBe('created');
    expect(await keepComment(client, pull, 'bot', 'two', false)).toBe('updated');
    expect(await keepComment(client, pull, 'bot', 'two', false)).toBe('unchanged');
    expect(comments).toEqual([{ id: 100, body: `${MARKER}\ntwo`, user: { login: 'bot' } }]);
  });

  it('is not begun where nothing changed, but says so where it said otherwise', async () => {
    expect(await keepComment(client, pull, 'bot', 'nothing changed', true)).toBe('nothing to say');
    await keepComment(client, pull, 'bot', 'one changed', false);
    expect(await keepComment(client, pull, 'bot', 'nothing changed', true)).toBe('updated');
  });

  it('leaves a stranger’s comment with the marker alone, and keeps one of its own', async () => {
    comments.push(
      { id: 1, body: `${MARKER}\nstranger`, user: { login: 'eve' } },
      { id: 2, body: `${MARKER}\na`, user: { login: 'bot' } },
      { id: 3, body: `${MARKER}\nb`, user: { login: 'bot' } },
    );
    await keepComment(client, pull, 'bot', 'new', false);
    expect(comments.map((c) => [c.id, c.body])).toEqual([
      [1, `${MARKER}\nstranger`],
      [2, `${MARKER}\nnew`],
    ]);
  });
});

describe('the artifact of a fork', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'artifact-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is data: mentions notify nobody, markers are taken out, the size is GitHub’s', async () => {
    await writeFile(
      path.join(folder, 'comment.md'),
      `${MARKER} hello @team <!-- x -->${'y'.repeat(100_000)}`,
    );
    await writeFile(path.join(folder, 'facts.json'), '{"quiet":false}');
    const { body, quiet } = await readArtifact(folder);
    expect(quiet).toBe(false);
    expect(body).not.toContain(MARKER);
    expect(body).not.toContain('@team');
    expect(body.length).toBeLessThan(LARGEST_COMMENT);
  });

  it('is refused when its facts are not as expected', async () => {
    await writeFile(path.join(folder, 'comment.md'), 'x');
    await writeFile(path.join(folder, 'facts.json'), '{"quiet":false,"pull":1}');
    await expect(readArtifact(folder)).rejects.toThrow('not as expected');
  });
});
