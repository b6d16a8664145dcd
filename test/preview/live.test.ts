import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Io } from '../../scripts/lib/cli/io.ts';
import type { Browser } from '../../scripts/lib/preview/browser.ts';
import { runLive } from '../../scripts/lib/preview/live/run-live.ts';
import { testBrowser, type TestPage } from './support/browser.ts';
import { panelsWith, workTree, type WorkTree } from './support/work-tree.ts';

const PANELS = 'dashboards/panels/panels.ts';
let browser: Browser | undefined;
let tree: WorkTree;
let url: string;
let said: string;
let onSaid: () => void;
let stop: () => Promise<void>;

/** Starts the live preview of the work tree; `beforeData` happens while it is starting. */
async function start(beforeData = (): Promise<void> => Promise.resolve()): Promise<void> {
  const ending = new AbortController();
  said = '';
  onSaid = () => undefined;
  const io: Io = {
    out: (text) => void (said += text),
    err: (text) => {
      said += text;
      onSaid();
    },
    interactive: false,
    canAsk: false,
    color: false,
    columns: 100,
    signal: ending.signal,
  };
  await new Promise<void>((ready, failed) => {
    const running = runLive(
      {
        root: tree.root,
        environmentName: 'local',
        grafanaVersion: '12.4',
        port: 0,
        open: false,
        incident: '',
        incidents: [],
        data: async () => {
          await beforeData();
          return {
            dataPlane: { query: () => Promise.resolve({ status: 200, frames: [] }) },
            annotations: [],
            stop: () => Promise.resolve(),
          };
        },
        onReady: (address) => {
          url = `${address}/d/live`;
          ready();
        },
      },
      io,
    );
    running.catch(failed);
    stop = async () => {
      ending.abort();
      await running;
    };
  });
}

beforeAll(async () => {
  browser = await testBrowser();
}, 60_000);
afterAll(() => browser?.close());
beforeEach(async () => {
  tree = await workTree();
});
afterEach(async () => {
  await stop();
  await tree.remove();
});

/** Until the terminal has said so. */
const heard = (text: string): Promise<void> =>
  new Promise((resolve) => {
    onSaid = () => said.includes(text) && resolve();
    onSaid();
  });
const panel = (title: string): string => `section[aria-label="${title}"]`;
const inPage = async (use: (page: TestPage) => Promise<void>): Promise<void> => {
  await browser?.withPage({ width: 1280, height: 900 }, (page) => use(page as TestPage));
};

describe('the live preview, when a file is saved', () => {
  it('redraws, and keeps the place, the variables and the time range', async () => {
    await start();
    await inPage(async (page) => {
      await page.goto(`${url}?eager&var-method=POST&from=now-1h&to=now`);
      await page.waitForSelector(`${panel('First')}:has-text("of POST")`);
      await page.evaluate('scrollTo(0, 900)');
      await tree.write(PANELS, panelsWith('Second'));
      await page.waitForSelector(panel('Second'));
      expect(await page.evaluate('scrollY')).toBe(900);
      expect(page.url()).toMatch(/var-method=POST&from=now-1h&to=now$/);
      expect(await page.textContent(panel('Second'))).toContain('of POST');
    });
  }, 60_000);

  it('shows where it does not build over the last picture, and draws the next one that does', async () => {
    await start();
    await inPage(async (page) => {
      await page.goto(`${url}?eager`);
      await page.waitForSelector(panel('First'));
      await tree.write(PANELS, `${panelsWith('Second')}\tlet broken = ;\n`);
      await page.waitForSelector('[role=alert]');
      const text = await page.textContent('[role=alert] pre');
      expect(text).toContain(`${PANELS}:6:15: Unexpected ";"`);
      expect(text).toContain('\n  \tlet broken = ;\n  \t             ^');
      expect(await page.textContent(panel('First'))).toContain('of GET');

      // It builds, but throws while it is loaded.
      await tree.write(
        PANELS,
        `export const panels = () => [];\nthrow new Error('no such metric');\n`,
      );
      await page.waitForSelector('[role=alert]:has-text("no such metric")');
      expect(await page.textContent('[role=alert] pre')).toContain(
        `${PANELS}:2:7: no such metric\n  throw new Error('no such metric');\n        ^`,
      );
      await page.waitForSelector(panel('First'));

      await tree.write(PANELS, panelsWith('Third'));
      await page.waitForSelector(panel('Third'));
      expect(await page.evaluate('document.querySelector("[role=alert]")')).toBeNull();
    });
    expect(said).toContain('The page keeps the last picture that built.');
  }, 60_000);

  it('does so in an editor that saves by renaming', async () => {
    await start();
    await inPage(async (page) => {
      await page.goto(`${url}?eager`);
      await page.waitForSelector(panel('First'));
      for (const title of ['Second', 'Third']) {
        await tree.write(`${PANELS}.tmp`, panelsWith(title));
        await rename(path.join(tree.root, `${PANELS}.tmp`), path.join(tree.root, PANELS));
        await page.waitForSelector(panel(title));
      }
    });
  }, 60_000);

  it('draws what was saved while a build was running', async () => {
    await start();
    await inPage(async (page) => {
      await page.goto(`${url}?eager`);
      await page.waitForSelector(panel('First'));
      // The build loads this module, which then is saved anew: as late as a save can be and still fall into the build.
      await tree.write(
        PANELS,
        `import { writeFileSync } from 'node:fs';
        writeFileSync(${JSON.stringify(path.join(tree.root, PANELS))}, ${JSON.stringify(panelsWith('Third'))});
        ${panelsWith('Second')}`,
      );
      await page.waitForSelector(panel('Third'));
    });
  }, 60_000);

  it('notices a module that is deleted, and one that comes back in a folder made anew', async () => {
    await start();
    await inPage(async (page) => {
      await page.goto(`${url}?eager`);
      await page.waitForSelector(panel('First'));
      await rm(path.join(tree.root, 'dashboards'), { recursive: true });
      await page.waitForSelector('[role=alert]:has-text("Could not resolve")');
      await page.waitForSelector(panel('First'));
      await tree.write(PANELS, panelsWith('Second'));
      await page.waitForSelector(panel('Second'));
      await tree.write(PANELS, panelsWith('Third'));
      await page.waitForSelector(panel('Third'));
    });
  }, 60_000);
});

describe('a file that is saved before anybody looks', () => {
  it('is drawn when it was saved while the preview was starting', async () => {
    await start(() => tree.write(PANELS, panelsWith('Saved early')));
    await inPage(async (page) => {
      await page.goto(`${url}?eager`);
      await page.waitForSelector(panel('Saved early'));
    });
  }, 60_000);

  it('is drawn when it was saved while the page was opening', async () => {
    await start();
    await inPage(async (page) => {
      // The page has asked for the dashboard, and does not listen yet.
      await page.route('**/preview/events', async (route) => {
        await tree.write(PANELS, panelsWith('Saved meanwhile'));
        await heard('built anew');
        await route.continue();
      });
      await page.goto(`${url}?eager`);
      await page.waitForSelector(panel('Saved meanwhile'));
    });
  }, 60_000);
});
