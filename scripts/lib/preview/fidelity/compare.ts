import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from '../browser.ts';
import type { PageBundle } from '../bundle.ts';
import { cut, readPng, writePng, type Picture } from '../pictures.ts';
import { selfContainedPage } from '../static-page.ts';
import type { ColourDifference } from './colours.ts';
import { axesArea, plotArea, READ_PANELS, type OwnPanel } from './own-panels.ts';
import { comparePixels, type PixelDifference } from './pixels.ts';
import type { Box, Reference, Shots } from './reference.ts';

/** One panel, this page's picture beside Grafana's. */
export interface PanelFidelity {
  readonly dashboard: string;
  readonly theme: string;
  readonly key: string;
  readonly title: string;
  readonly type: string;
  /** Share of pixels that differ (0 to 1), in the whole panel; undefined where there is no picture to compare. */
  readonly different: number | undefined;
  /** The same in the plot area alone: without title, axes and legend. */
  readonly plotDifferent: number | undefined;
  /** The same in the strips of the axes (the same pixels mean the same range and texts) and in the legend; undefined without one. */
  readonly axesDifferent: number | undefined;
  readonly legendDifferent: number | undefined;
  /** What this page's axes say, a line each. */
  readonly axes: readonly string[];
  /** Saturated colours of the plot area that only one of the two pictures has. */
  readonly colours: ColourDifference;
  /** Pixels by which place and size differ. */
  readonly moved: number;
  /** Texts of Grafana's panel that this page's does not have, and the reverse. */
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/** Draws a reference's dashboard from its recorded answers and compares every panel; pictures go to `out`. */
export async function compare(
  reference: Reference,
  shots: Shots,
  bundle: PageBundle,
  browser: Browser,
  out: string,
): Promise<PanelFidelity[]> {
  const name = `${reference.name}-${shots.theme}${shots.newTable ? '-ng' : ''}`;
  const folder = path.join(out, name);
  await mkdir(folder, { recursive: true });
  const html = path.join(folder, 'page.html');
  await writeFile(
    html,
    selfContainedPage(
      reference.dashboard.title ?? '',
      {
        kind: 'recorded',
        dashboard: reference.dashboard,
        recording: reference.recording,
        now: reference.now,
      },
      bundle,
    ),
  );
  const height = Math.max(1000, ...shots.boxes.map((b) => b.y + b.h + 32));
  return browser.withPage({ width: 1600, height }, async (page) => {
    await page.goto(
      `${pathToFileURL(html).href}?kiosk&eager&theme=${shots.theme}${shots.newTable ? '' : '&table=classic'}`,
    );
    await page.waitForSelector('body[data-ready="1"]', { timeout: 120_000 });
    await page.evaluate('document.fonts.ready');
    await page.waitForTimeout(300);
    const picture = readPng(await page.screenshot({ path: path.join(folder, 'page.png') }));
    const own = await page.evaluate<OwnPanel[]>(READ_PANELS);
    const results: PanelFidelity[] = [];
    for (const box of shots.boxes.filter((b) => b.key.startsWith('panel-')))
      results.push(await comparePanel(reference, shots, box, own, picture, folder));
    return results;
  });
}

async function comparePanel(
  reference: Reference,
  shots: Shots,
  box: Box,
  own: readonly OwnPanel[],
  picture: Picture,
  folder: string,
): Promise<PanelFidelity> {
  const id = Number(/panel-(\d+)/.exec(box.key)?.[1]);
  const panel = (reference.dashboard.panels ?? [])
    .flatMap((p) => [p, ...(p.panels ?? [])])
    .find((p) => p.id === id);
  const facts = {
    dashboard: reference.name,
    theme: `${shots.theme}${shots.newTable ? '-ng' : ''}`,
    key: box.key,
    title: box.title,
    type: panel?.type ?? '?',
  };
  const mine = own.find((b) => b.key === box.key);
  if (!mine)
    return {
      ...facts,
      different: 1,
      plotDifferent: 1,
      axesDifferent: undefined,
      legendDifferent: undefined,
      axes: [],
      colours: { missing: [], extra: [] },
      moved: Infinity,
      missing: ['the panel'],
      extra: [],
    };
  const moved =
    Math.abs(mine.x - box.x) +
    Math.abs(mine.y - box.y) +
    Math.abs(mine.w - box.w) +
    Math.abs(mine.h - box.h);
  const crop = path.join(shots.folder, `${box.key.replace(/^panel-/, '')}.png`);
  const pixels = existsSync(crop)
    ? await comparePictures(crop, mine, facts.type, picture, path.join(folder, `${box.key}.png`))
    : undefined;
  return {
    ...facts,
    moved,
    different: pixels?.panel,
    plotDifferent: pixels?.plot,
    axesDifferent: pixels?.axes,
    legendDifferent: pixels?.legend,
    axes: mine.axes,
    colours: pixels?.colours ?? { missing: [], extra: [] },
    ...texts(box.text, mine.text),
  };
}

/** Compares a panel with Grafana's crop of it; writes both and the difference side by side. */
async function comparePictures(
  crop: string,
  mine: OwnPanel,
  type: string,
  page: Picture,
  out: string,
): Promise<PixelDifference> {
  const theirs = readPng(await readFile(crop));
  const { width, height } = theirs;
  const ours = cut(page, { x: mine.x, y: mine.y, width, height });
  const compared = await comparePixels(theirs, ours, {
    plot: plotArea(type, mine),
    axes: axesArea(type, mine),
    legend: mine.legend,
  });
  await writeFile(out, writePng(compared.sheet));
  return compared;
}

/** Characters of a panel's text that the reference keeps. */
const REFERENCE_TEXT = 160;

/** Lines of text that only one of the two panels has; how a line breaks into elements does not matter. */
function texts(theirs: string, ours: string): { missing: string[]; extra: string[] } {
  const squash = (text: string): string => text.replace(/[\s\u200b]+/g, '');
  const only = (one: string, other: string): string[] =>
    one
      .split(/[\n\t]/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !squash(other).includes(squash(line)))
      .slice(0, 5);
  // The reference keeps the first characters of a panel only: what a longer one has besides is not known.
  const whole = theirs.length < REFERENCE_TEXT;
  return { missing: only(theirs, ours), extra: whole ? only(ours, theirs) : [] };
}
