import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalWorkspace } from '../../scripts/lib/local/start.ts';
import { pageMount } from '../../scripts/lib/preview/page-mount.ts';
import type { LocalWorkspace } from '../../scripts/lib/local/local-workspace.ts';
import type { Browser } from '../../scripts/lib/preview/browser.ts';
import { bundlePage } from '../../scripts/lib/preview/bundle.ts';
import { contentApi } from '../../scripts/lib/preview/content-api.ts';
import { EVENTS, startLiveServer } from '../../scripts/lib/preview/live/server.ts';
import { READY, testBrowser, type TestPage } from './support/browser.ts';

let browser: Browser | undefined;
let workspace: LocalWorkspace;
const authorization = { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` };
const dashboard = {
  uid: 'notes',
  title: 'Notes',
  schemaVersion: 41,
  panels: [
    {
      id: 1,
      type: 'text',
      title: 'First words',
      gridPos: { x: 0, y: 0, w: 12, h: 6 },
      options: { mode: 'markdown', content: 'Hello' },
    },
  ],
};

beforeAll(async () => {
  browser = await testBrowser();
  workspace = await startLocalWorkspace({
    mounts: [pageMount({ bundle: await bundlePage(process.cwd()) })],
  });
  await fetch(`${workspace.url}/api/dashboards/db`, {
    method: 'POST',
    headers: { ...authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ dashboard }),
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await workspace.close();
});

const stored = async (): Promise<{ version: number; panels: { title: string }[] }> => {
  const answer = await fetch(`${workspace.url}/api/dashboards/uid/notes`, {
    headers: authorization,
  });
  return ((await answer.json()) as { dashboard: { version: number; panels: { title: string }[] } })
    .dashboard;
};

describe('the page of the local workspace', () => {
  it('asks people to sign in, draws the dashboard, and makes a version of an edit', async () => {
    await browser?.withPage({ width: 1280, height: 900 }, async (plain) => {
      const page = plain as TestPage;
      await page.goto(`${workspace.url}/d/notes/notes?eager`);
      await page.click('button:has-text("Log in")');
      await page.waitForSelector(READY, { timeout: 60_000, state: 'attached' });
      await page.waitForSelector('section[aria-label="First words"]');
      const before = await stored();
      await page.click('[aria-label="Edit JSON"]');
      await page.fill(
        '[aria-label="Dashboard JSON"]',
        JSON.stringify({ ...before, panels: [{ ...dashboard.panels[0], title: 'Second words' }] }),
      );
      await page.fill('[aria-label="Message"]', 'by hand');
      await page.click('button:has-text("Save")');
      await page.waitForSelector('section[aria-label="Second words"]');
      const after = await stored();
      expect(after.version).toBe(before.version + 1);
      expect(after.panels[0]?.title).toBe('Second words');
    });
  }, 120_000);

  it('says so when somebody else saved meanwhile, and writes nothing', async () => {
    await browser?.withPage({ width: 1280, height: 900 }, async (plain) => {
      const page = plain as TestPage;
      await page.goto(`${workspace.url}/d/notes?eager`);
      await page.click('button:has-text("Log in")');
      await page.waitForSelector(READY, { timeout: 60_000, state: 'attached' });
      await page.click('[aria-label="Edit JSON"]');
      const meanwhile = { ...(await stored()), title: 'Saved by another' };
      await fetch(`${workspace.url}/api/dashboards/db`, {
        method: 'POST',
        headers: { ...authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ dashboard: meanwhile }),
      });
      await page.click('button:has-text("Save")');
      await page.waitForSelector('text=Somebody saved the dashboard meanwhile');
      expect((await stored()).version).toBe(meanwhile.version + 1);
    });
  }, 120_000);

  it('keeps what somebody typed into the editor until they say that it may go', async () => {
    await browser?.withPage({ width: 1280, height: 900 }, async (plain) => {
      const page = plain as TestPage;
      await page.goto(`${workspace.url}/d/notes?eager`);
      await page.click('button:has-text("Log in")');
      await page.waitForSelector(READY, { timeout: 60_000, state: 'attached' });
      await page.click('[aria-label="Edit JSON"]');
      await page.fill('[aria-label="Dashboard JSON"]', '{ "title": "half" }');
      await page.keyboard.press('Escape');
      await page.waitForSelector('text=What you typed is not saved');
      expect(await page.inputValue('[aria-label="Dashboard JSON"]')).toBe('{ "title": "half" }');
      await page.click('button:has-text("Discard it")');
      await page.waitForSelector('[aria-label="Dashboard JSON"]', { state: 'detached' });
    });
  }, 120_000);
});

describe('the live preview', () => {
  it('redraws when the content was built, and keeps the last picture when it does not build', async () => {
    let title = 'Before';
    const resources = () => [
      {
        kind: 'dashboard' as const,
        uid: 'live',
        title: 'Live',
        folderUid: '',
        model: {
          uid: 'live',
          title: 'Live',
          panels: [
            {
              id: 1,
              type: 'text',
              title,
              gridPos: { x: 0, y: 0, w: 12, h: 6 },
              options: { mode: 'markdown', content: 'x' },
            },
          ],
        },
      },
    ];
    const server = await startLiveServer({
      port: 0,
      page: pageMount({
        bundle: await bundlePage(process.cwd()),
        boot: { kind: 'server', signIn: false, events: EVENTS },
      }),
      api: () =>
        contentApi({
          resources: resources(),
          dataPlane: { query: () => Promise.resolve({ status: 200 }) },
        }),
      onIncident: () => Promise.resolve(),
    });
    try {
      await browser?.withPage({ width: 1280, height: 900 }, async (plain) => {
        const page = plain as TestPage;
        await page.goto(`${server.url}/d/live?eager&var-x=kept`);
        await page.waitForSelector('section[aria-label="Before"]');
        title = 'After';
        server.tell({ kind: 'built' });
        await page.waitForSelector('section[aria-label="After"]');
        server.tell({
          kind: 'failed',
          errors: [
            {
              text: 'Expected ";"',
              file: 'dashboards/todo-app.ts',
              line: 3,
              column: 5,
              lineText: 'let x y',
              length: 1,
            },
          ],
        });
        await page.waitForSelector('[role=alert]:has-text("dashboards/todo-app.ts:3:5: Expected")');
        expect(await page.textContent('[role=alert] pre')).toContain('  let x y\n      ^');
        await page.waitForSelector('section[aria-label="After"]');
        expect(page.url()).toContain('var-x=kept');
      });
    } finally {
      await server.close();
    }
  }, 120_000);

  it('answers to this machine’s own names only, and takes no text from other sites', async () => {
    const server = await startLiveServer({
      port: 0,
      page: { matches: () => false, handle: () => Promise.resolve() },
      api: () =>
        contentApi({ resources: [], dataPlane: { query: () => Promise.resolve({ status: 200 }) } }),
      onIncident: () => Promise.resolve(),
    });
    try {
      expect(
        (await fetch(`${server.url}/preview/incident`, { method: 'POST', body: '{}' })).status,
      ).toBe(415);
      expect((await fetch(`${server.url}/api/search`)).status).toBe(200);
      expect((await fetch(`${server.url}/api/dashboards/uid/none`)).status).toBe(404);
    } finally {
      await server.close();
    }
  });

  it('says that its port is taken', async () => {
    const options = {
      port: Number(new URL(workspace.url).port),
      page: { matches: () => false, handle: () => Promise.resolve() },
      api: () =>
        contentApi({ resources: [], dataPlane: { query: () => Promise.resolve({ status: 200 }) } }),
      onIncident: () => Promise.resolve(),
    };
    await expect(startLiveServer(options)).rejects.toThrow(
      `port ${options.port} is taken by another program.`,
    );
  });
});
