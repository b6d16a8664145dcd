import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { UserError } from '../cli/user-error.ts';
import { requirePreview } from './install.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Without them Chromium looks up Google's hosts, and waits for a graphics card. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-device-scale-factor=1',
  '--disable-lcd-text',
  '--font-render-hinting=none',
  '--hide-scrollbars',
];

/** An installed Chrome or Chromium: `CHROME_PATH`, or one of the usual names; undefined when there is none. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (environment['PATH'] ?? '').split(path.delimiter);
  const set = environment['CHROME_PATH'];
  const candidates = [
    ...(set ? [set] : []),
    ...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...PLACES,
  ];
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The part of playwright-core that is used here; its own types are there only where the page's packages are installed. */
export interface Page {
  goto(url: string): Promise<unknown>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  waitForSelector(
    selector: string,
    options?: { timeout?: number; state?: 'attached' | 'detached' | 'visible' },
  ): Promise<unknown>;
  waitForTimeout(milliseconds: number): Promise<void>;
  evaluate<T>(work: string | (() => T | Promise<T>)): Promise<T>;
  screenshot(options?: { path?: string; fullPage?: boolean; clip?: Clip }): Promise<Buffer>;
  close(): Promise<void>;
}

export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface BrowserContext {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

interface Playwright {
  readonly chromium: {
    launchPersistentContext(profile: string, options: object): Promise<BrowserContext>;
  };
}

export interface Browser {
  /** A page of this size, closed after `use`. A browser that died meanwhile is started once more, and `use` is run again. @throws BrowserError when it dies again */
  withPage<T>(size: { width: number; height: number }, use: (page: Page) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What playwright says of a page or a browser that is not there any more; a navigation that nobody aborted was a crash, too. */
const CRASHED = /has been closed|Target crashed|browser has disconnected|Page crashed|ERR_ABORTED/i;

/** There are no pictures to be had from this browser. */
export class BrowserError extends UserError {
  constructor(fact: string, cause: unknown) {
    super(fact, {
      details: [String(cause).split('\n')[0] ?? ''],
      suggestions: [['CHROME_PATH=/path/to/chrome npm run preview -- …', 'another browser']],
      cause,
    });
  }
}

/** Starts a headless browser with an empty profile. @throws BrowserError */
export async function openBrowser(executable: string): Promise<Browser> {
  let running = await start(executable);
  let restarted = false;
  const run = async <T>(
    size: { width: number; height: number },
    use: (page: Page) => Promise<T>,
  ): Promise<T> => {
    const page = await running.context.newPage();
    await page.setViewportSize(size);
    try {
      return await use(page);
    } finally {
      await page.close().catch(() => undefined);
    }
  };
  return {
    withPage: async (size, use) => {
      for (;;) {
        try {
          return await run(size, use);
        } catch (error) {
          if (!CRASHED.test(String(error))) throw error;
          if (restarted)
            throw new BrowserError(
              `the browser ${executable} crashed twice while pictures were taken.`,
              error,
            );
          restarted = true;
          await running.close();
          running = await start(executable);
        }
      }
    },
    close: () => running.close(),
  };
}

async function start(
  executable: string,
): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const { chromium } = requirePreview(process.cwd(), 'playwright-core') as Playwright;
  const profile = await mkdtemp(path.join(os.tmpdir(), 'preview-browser-'));
  const context = await chromium
    .launchPersistentContext(profile, {
      executablePath: executable,
      headless: true,
      args: FLAGS,
      timezoneId: 'UTC',
      locale: 'en-US',
      reducedMotion: 'reduce',
    })
    .catch(async (error: unknown) => {
      await rm(profile, { recursive: true, force: true });
      throw new BrowserError(`the browser ${executable} does not start.`, error);
    });
  return {
    context,
    close: async () => {
      await context.close().catch(() => undefined);
      await rm(profile, { recursive: true, force: true });
    },
  };
}
