import type { Io } from '../../cli/io.ts';
import { formatUserError } from '../../cli/user-error.ts';
import { BrowserError, findBrowser, openBrowser } from '../browser.ts';
import type { SiteOptions } from './write-site.ts';
import { photograph } from './photograph.ts';

export interface Camera {
  readonly photograph: NonNullable<SiteOptions['photograph']>;
  close(): Promise<void>;
}

const GOES_ON = 'The site is written without pictures from here on: its pages draw themselves.\n';

/**
 * Takes the pictures of a site. Where there is no browser, it does not start, or it keeps crashing, that is said once and everything
 * but the pictures is still made.
 */
export async function cameraOrSay(
  io: Pick<Io, 'err'>,
  executable = findBrowser(),
): Promise<Camera | undefined> {
  if (executable === undefined) {
    io.err(
      'No Chrome or Chromium was found: the site is written without pictures (its pages draw themselves).\n  try:  apt-get install chromium   or set CHROME_PATH\n',
    );
    return undefined;
  }
  const say = (error: unknown): undefined => {
    if (!(error instanceof BrowserError)) throw error;
    io.err(`${formatUserError(error)}${GOES_ON}`);
  };
  const browser = await openBrowser(executable).catch(say);
  if (!browser) return undefined;
  let broken = false;
  return {
    photograph: async (folder, change) => {
      if (broken) return new Map();
      const taken = await photograph(folder, change, browser).catch(say);
      broken = taken === undefined;
      return taken ?? new Map();
    },
    close: () => browser.close(),
  };
}
