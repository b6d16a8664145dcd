import { describe, expect, it } from '@jest/globals';
import { findBrowser, openBrowser, type Browser } from '../../scripts/lib/preview/browser.ts';
import { cameraOrSay } from '../../scripts/lib/preview/site/camera.ts';
import { UserError } from '../../scripts/lib/cli/user-error.ts';

const SIZE = { width: 400, height: 300 };

describe('the browser that takes pictures', () => {
  it('is found by CHROME_PATH or in the PATH, and may be absent', () => {
    expect(findBrowser({ PATH: '/nowhere', CHROME_PATH: process.execPath })).toBe(process.execPath);
    expect(findBrowser({ PATH: '/nowhere', CHROME_PATH: '/nowhere/chrome' })).toBe(
      findBrowser({ PATH: '/nowhere' }),
    );
  });

  const executable = findBrowser();
  const withBrowser = async (use: (browser: Browser) => Promise<void>): Promise<void> => {
    if (executable === undefined) return;
    const browser = await openBrowser(executable);
    try {
      await use(browser);
    } finally {
      await browser.close();
    }
  };

  it(
    'is started once more when it crashes in the middle, and the work is done again',
    () =>
      withBrowser(async (browser) => {
        let attempts = 0;
        const width = await browser.withPage(SIZE, async (page) => {
          attempts += 1;
          // The whole browser, not this page alone.
          if (attempts === 1) await page.goto('chrome://inducebrowsercrashforrealz');
          return page.evaluate<number>('innerWidth');
        });
        expect([attempts, width]).toEqual([2, 400]);
      }),
    60_000,
  );

  it(
    'is said to crash when it does so again',
    () =>
      withBrowser(async (browser) => {
        const failure: unknown = await browser
          .withPage(SIZE, (page) => page.goto('chrome://crash'))
          .catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(UserError);
        expect(String(failure)).toMatch(/crashed twice while pictures were taken/);
      }),
    60_000,
  );

  it('that does not start, or is not there, is said, and the site goes on without pictures', async () => {
    let said = '';
    const io = { err: (text: string): void => void (said += text) };
    expect(await cameraOrSay(io, process.execPath)).toBeUndefined();
    expect(said).toContain(`error: the browser ${process.execPath} does not start.`);
    expect(said).toContain('The site is written without pictures from here on');
  }, 60_000);
});
