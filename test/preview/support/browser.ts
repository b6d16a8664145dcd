import {
  findBrowser,
  openBrowser,
  type Browser,
  type Page,
} from '../../../scripts/lib/preview/browser.ts';

/** What the tests use of playwright-core's page, beyond what the program does. */
export interface TestPage extends Page {
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  on(event: 'pageerror', listener: (error: Error) => void): void;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  hover(selector: string): Promise<void>;
  textContent(selector: string): Promise<string | null>;
  inputValue(selector: string): Promise<string>;
  /** Is asked before each request to an address like `pattern`. */
  route(
    pattern: string,
    act: (route: { continue(): Promise<void> }) => Promise<void>,
  ): Promise<void>;
  emulateMedia(media: {
    colorScheme?: 'light' | 'dark';
    media?: 'print' | 'screen';
  }): Promise<void>;
  addScriptTag(script: { path: string }): Promise<unknown>;
  url(): string;
  readonly mouse: { move(x: number, y: number): Promise<void> };
  readonly keyboard: { press(key: string): Promise<void> };
}

/** Opens the machine's browser. Only where there is none, and it is not CI, tests do without. */
export async function testBrowser(): Promise<Browser | undefined> {
  const executable = findBrowser();
  if (executable) return openBrowser(executable);
  if (process.env['CI'])
    throw new Error('the browser tests need Chrome or Chromium: apt-get install chromium');
  process.stderr.write(
    'no Chrome or Chromium was found: the browser tests of the preview are not run\n',
  );
  return undefined;
}

/** Everything that a page complains about while `use` runs. */
export async function complaints(page: TestPage, use: () => Promise<void>): Promise<string[]> {
  const found: string[] = [];
  page.on('console', (message) => message.type() === 'error' && found.push(message.text()));
  page.on('pageerror', (error) => found.push(error.message));
  await use();
  return found;
}

export const READY = 'body[data-ready="1"]';
