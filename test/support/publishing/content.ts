import type { Content } from '../../../scripts/lib/state/content.ts';
import type { JsonObject, Resource } from '../../../scripts/lib/state/resource.ts';

/** A panel as a dashboard's code would make it. */
export const panel = (id: number, title: string, expr: string): JsonObject => ({
  id,
  title,
  type: 'timeseries',
  gridPos: { h: 8, w: 12, x: ((id - 1) % 2) * 12, y: Math.floor((id - 1) / 2) * 8 },
  datasource: { type: 'prometheus', uid: 'metrics' },
  fieldConfig: { defaults: { unit: 's' }, overrides: [] },
  targets: [{ refId: 'A', expr }],
});

export interface ContentOptions {
  readonly project?: string;
  readonly dashboards?: number;
  readonly panels?: number;
  /** Part of every query: another text is another content. */
  readonly expr?: string;
  readonly folders?: number;
  readonly dataSources?: boolean;
  /** Changes the resources before they are handed over. */
  readonly edit?: (resources: Resource[]) => Resource[];
}

/** Folders, a data source and dashboards of a small team: `d-1` in `f-1`, and so on. */
export function contentOf(options: ContentOptions = {}): Content {
  const {
    project = 'shop',
    dashboards = 2,
    panels = 2,
    expr = 'up',
    folders = 1,
    dataSources = true,
  } = options;
  const resources: Resource[] = [];
  for (let index = 1; index <= folders; index++)
    resources.push({ kind: 'folder', uid: `f-${index}`, title: `Folder ${index}` });
  if (dataSources) {
    const model = {
      name: 'Metrics',
      type: 'prometheus',
      access: 'proxy',
      url: 'http://127.0.0.1:9090',
      jsonData: { httpMethod: 'POST', timeInterval: '30s' },
    };
    resources.push({ kind: 'datasource', uid: 'metrics', title: 'Metrics', model });
  }
  for (let index = 1; index <= dashboards; index++) {
    const title = `Dashboard ${index}`;
    const model: JsonObject = {
      title,
      tags: ['shop'],
      schemaVersion: 41,
      time: { from: 'now-6h', to: 'now' },
      panels: Array.from({ length: panels }, (_, at) =>
        panel(at + 1, `Panel ${at + 1}`, `rate(${expr}_${index}_${at}[5m])`),
      ),
    };
    resources.push({
      kind: 'dashboard',
      uid: `d-${index}`,
      title,
      folderUid: `f-${((index - 1) % folders) + 1}`,
      model,
    });
  }
  const all = options.edit ? options.edit(resources) : resources;
  return { project, resources: () => all, locate: () => undefined };
}
