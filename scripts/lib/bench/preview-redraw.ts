import type { RecordedBoot } from '../../../preview/src/model/boot.ts';
import type { Api } from '../../../preview/src/model/api.ts';
import { recordedApi } from '../../../preview/src/data/api.ts';
import { rangeAt } from '../../../preview/src/model/time.ts';
import type { Dashboard, Panel } from '../../../preview/src/model/dashboard.ts';
import type { Browser } from '../preview/browser.ts';
import type { PageBundle } from '../preview/bundle.ts';
import { EVENTS, startLiveServer } from '../preview/live/server.ts';
import { pageMount } from '../preview/page-mount.ts';

const ROUNDS = 5;

/** Put around the edited query, so that its answer is still known by what stands inside. */
const EDIT = /\( (.*) \)$/;

/**
 * Milliseconds from the news that a query was edited until its panel is drawn anew, in a page that shows the whole dashboard; beside
 * asking for the dashboard and waiting for the next two frames, without which no edit can be seen.
 */
export async function redrawTimes(
  browser: Browser,
  boot: RecordedBoot,
  bundle: PageBundle,
  size: { readonly width: number; readonly height: number },
): Promise<{ ms: number[]; bareMs: number[] }> {
  let edits = 0;
  const recorded = recordedApi(boot.recording);
  const uid = boot.dashboard.uid ?? '';
  const api: Api = {
    ...recorded,
    get: (path) =>
      path.startsWith('/api/dashboards/uid/')
        ? Promise.resolve({ dashboard: edited(boot.dashboard, edits), meta: {} })
        : recorded.get(path),
    query: (request, signal) =>
      recorded.query({ ...request, queries: request.queries.map(unedited) }, signal),
  };
  const server = await startLiveServer({
    port: 0,
    page: pageMount({ bundle, boot: { kind: 'server', signIn: false, events: EVENTS } }),
    api: () => api,
    onIncident: () => Promise.resolve(),
  });
  const { from, to } = rangeAt(boot.dashboard.time ?? { from: 'now-6h', to: 'now' }, boot.now);
  try {
    return await browser.withPage(size, async (page) => {
      await page.goto(`${server.url}/d/${uid}?eager&kiosk&from=${from}&to=${to}`);
      await page.waitForSelector('body[data-ready="1"]', { timeout: 60_000, state: 'attached' });
      await page.evaluate(
        'window.twoFrames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
      );
      const ms: number[] = [];
      const bareMs: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        edits += 1;
        await page.evaluate(`window.before = performance.now();
          window.drawnAgain = new Promise((done) => new MutationObserver((_, own) => { own.disconnect(); done(Number(document.body.dataset.readyAfter) - window.before); }).observe(document.body, { attributeFilter: ['data-ready-after'] })); undefined`);
        server.tell({ kind: 'built' });
        ms.push(await page.evaluate<number>('window.drawnAgain'));
        bareMs.push(
          await page.evaluate<number>(
            `(async () => { const before = performance.now(); await (await fetch('/api/dashboards/uid/${uid}')).json(); await window.twoFrames(); return performance.now() - before; })()`,
          ),
        );
      }
      return { ms, bareMs };
    });
  } finally {
    await server.close();
  }
}

/** The dashboard with its first PromQL time series edited so many times. */
function edited(dashboard: Dashboard, edits: number): Dashboard {
  let isDone = edits === 0;
  const panels = (dashboard.panels ?? []).map((panel): Panel => {
    const [first, ...others] = panel.targets ?? [];
    const expr = first?.['expr'];
    if (isDone || panel.type !== 'timeseries' || typeof expr !== 'string') return panel;
    isDone = true;
    return {
      ...panel,
      targets: [
        { ...first, expr: `${'( '.repeat(edits)}${expr}${' )'.repeat(edits)}` } as typeof first &
          object,
        ...others,
      ],
    };
  });
  return { ...dashboard, panels };
}

function unedited(query: Record<string, unknown>): Record<string, unknown> {
  let expr = query['expr'];
  while (typeof expr === 'string' && EDIT.test(expr) && expr.startsWith('( '))
    expr = expr.slice(2, -2);
  return { ...query, ...(expr !== undefined && { expr }) };
}
