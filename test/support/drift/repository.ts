import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environmentSchema } from '../../../scripts/lib/config/environment.ts';
import type { Content, ContentContext } from '../../../scripts/lib/state/content.ts';

/** A small repository of dashboards, written as this one is: chains of builders, named queries, house helpers. */
const FILES: Readonly<Record<string, string>> = {
  'dashboards/house/builders.ts': `
type Json = Record<string, unknown>;
class Builder {
  readonly model: Json = {};
  set(key: string, value: unknown): this { this.model[key] = value; return this; }
}
export class PanelBuilder extends Builder {
  w = 12; h = 8;
  readonly defaults: Json = {};
  readonly targets: Json[] = [];
  title(text: string): this { return this.set('title', text); }
  description(text: string): this { return this.set('description', text); }
  unit(value: string): this { this.defaults['unit'] = value; return this; }
  min(value: number): this { this.defaults['min'] = value; return this; }
  decimals(value: number): this { this.defaults['decimals'] = value; return this; }
  thresholds(steps: unknown): this { this.defaults['thresholds'] = { mode: 'absolute', steps }; return this; }
  span(value: number): this { this.w = value; return this; }
  height(value: number): this { this.h = value; return this; }
  withTarget(expr: string): this { this.targets.push({ refId: String.fromCharCode(65 + this.targets.length), expr }); return this; }
  at(x: number, y: number): Json {
    return { ...this.model, gridPos: { x, y, w: this.w, h: this.h }, fieldConfig: { defaults: this.defaults, overrides: [] }, targets: this.targets };
  }
}
export class DashboardBuilder extends Builder {
  readonly panels: PanelBuilder[] = [];
  readonly variables: Json[] = [];
  time(range: unknown): this { return this.set('time', range); }
  refresh(value: string): this { return this.set('refresh', value); }
  withVariable(variable: Json): this { this.variables.push(variable); return this; }
  withPanel(panel: PanelBuilder): this { this.panels.push(panel); return this; }
  build(): Json {
    let [x, y, below] = [0, 0, 0];
    const panels = this.panels.map((panel) => {
      if (x + panel.w > 24) { x = 0; y = below; }
      const built = panel.at(x, y);
      x += panel.w;
      below = Math.max(below, y + panel.h);
      return built;
    });
    return { time: { from: 'now-3h', to: 'now' }, refresh: '5m', ...this.model, templating: { list: this.variables }, panels };
  }
}
export const timeSeries = (title: string, { id }: { id: number }) =>
  new PanelBuilder().set('type', 'timeseries').set('id', id).title(title);
export const rising = ({ warning, critical }: { warning: number; critical: number }) => [
  { color: 'green', value: null }, { color: 'orange', value: warning }, { color: 'red', value: critical },
];
export const dashboard = (title: string, { description, tags }: { description: string; tags: string[] }) =>
  new DashboardBuilder().set('title', title).set('description', description).set('tags', tags);
export const interval = (name: string, values: string[], initial: string) => ({
  name, type: 'interval', query: values.join(','), current: { text: initial, value: initial },
});
`,
  'dashboards/queries.ts': `/** The app's own series. */
const APP = 'job="app"';

/** Requests per second. */
export const requestRate = \`sum(rate(requests_total{\${APP}}[5m]))\`;
/** As a log query is written: over several lines, indented with the code. */
const dedent = (text: string): string => text.trim().replaceAll(/\\n +/g, '\\n');
export const slowest = dedent(\`
  fields @timestamp, path
  | sort duration desc
  | limit 50
\`);
export const quantile = (q: number): string =>
  \`histogram_quantile(\${q}, sum by (le) (rate(duration_bucket{\${APP}}[5m])))\`;
`,
  'dashboards/panels.ts': `import { rising, timeSeries } from './house/builders.ts';
import * as queries from './queries.ts';

/** Who asks how much. */
export const traffic = () =>
  timeSeries('Traffic', { id: 1 })
    // Load-balancer probes are in it.
    .description('Requests per second.')
    .unit('reqps')
    .withTarget(queries.requestRate);

export const latency = () =>
  timeSeries('Latency', { id: 2 })
    .unit('s')
    .thresholds(rising({ warning: 0.25, critical: 1 }))
    .withTarget(queries.quantile(0.95));

export const slow = () => timeSeries('Slowest', { id: 4 }).withTarget(queries.slowest);

export const errors = () => timeSeries('Errors', { id: 3 }).withTarget('sum(rate(errors_total[5m]))');
`,
  'dashboards/shop.ts': `import { dashboard, interval } from './house/builders.ts';
import * as panels from './panels.ts';

export const shop = () =>
  dashboard('Shop', { description: 'All of it.', tags: ['shop', 'on-call'] })
    .withVariable(interval('window', ['1m', '5m', '1h'], '5m'))
    .withPanel(panels.traffic())
    .withPanel(panels.latency())
    .withPanel(panels.slow().span(24))
    .withPanel(panels.errors().span(24));
`,
  'content.ts': `import { shop } from './dashboards/shop.ts';

export const content = {
  project: 'shop',
  resources: () => [
    { kind: 'folder', uid: 'f-1', title: 'Shop' },
    { kind: 'dashboard', uid: 'shop', title: 'Shop', folderUid: 'f-1', model: shop().build() },
    { kind: 'dashboard', uid: 'copy', title: 'Copy', folderUid: 'f-1', model: { ...shop().build(), title: 'Copy', refresh: '1h' } },
  ],
  locate: () => undefined,
};
`,
};

export interface TestRepository {
  readonly root: string;
  readonly context: ContentContext;
  readonly locate: Content['locate'];
  read(file: string): string;
}

/** Writes the repository into a temporary folder, under git. `withCopy: false`: only one dashboard uses the panels. */
export function makeRepository({ withCopy = false } = {}): TestRepository {
  const root = mkdtempSync(path.join(tmpdir(), 'adopt-'));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    const own = withCopy ? text : text.replace(/^.*uid: 'copy'.*\n/m, '');
    writeFileSync(path.join(root, file), own);
  }
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: root,
      stdio: 'ignore',
    });
  git('init');
  git('add', '.');
  git('commit', '-m', 'start');
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  return {
    root,
    read,
    context: {
      environmentName: 'test',
      grafanaVersion: '12.4',
      environment: environmentSchema.parse({
        grafana: 'local',
        region: 'eu-central-1',
        accountId: '123456789012',
        prometheusWorkspaceId: 'ws-01234567-89ab-cdef-0123-456789abcdef',
        logGroups: { app: '/ecs/app' },
        folder: { uid: 'f-1', title: 'Shop' },
      }),
    },
    locate: (_, panelId) => {
      const file = panelId === undefined ? 'dashboards/shop.ts' : 'dashboards/panels.ts';
      const lines = FILES[file]?.split('\n') ?? [];
      const wanted = panelId === undefined ? 'dashboard(' : `{ id: ${panelId} }`;
      const index = lines.findIndex((line) => line.includes(wanted) && !line.startsWith('import'));
      const name = panelId === undefined ? 'dashboard(' : 'timeSeries(';
      return index < 0
        ? undefined
        : { file, line: index + 1, column: (lines[index]?.indexOf(name) ?? 0) + 1 };
    },
  };
}
