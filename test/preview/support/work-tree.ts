import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export interface WorkTree {
  readonly root: string;
  /** Writes a file of it, with the folders that it needs. */
  write(file: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

const CONTENT = `import { panels } from '../dashboards/panels/panels.ts';
export const content = {
  project: 'test',
  locate: () => undefined,
  resources: () => [
    { kind: 'folder', uid: 'folder', title: 'Folder' },
    {
      kind: 'dashboard', uid: 'live', title: 'Live', folderUid: 'folder',
      model: {
        uid: 'live', title: 'Live', schemaVersion: 41, time: { from: 'now-6h', to: 'now' },
        templating: { list: [{ name: 'method', type: 'custom', query: 'GET,POST', current: { text: 'GET', value: 'GET' } }] },
        panels: panels(),
      },
    },
  ],
};
`;

const ENVIRONMENTS = `export const environments = {
  local: {
    grafana: 'local', region: 'eu-central-1', accountId: '123456789012',
    prometheusWorkspaceId: 'ws-01234567-89ab-cdef-0123-456789abcdef',
    logGroups: { app: '/ecs/app' }, folder: { uid: 'folder', title: 'Folder' },
  },
};
`;

/** The source of a dashboard's panels: so many text panels, the first with this title. */
export const panelsWith = (title: string, count = 30): string => `export const panels = () =>
  Array.from({ length: ${count} }, (_, i) => ({
    id: i + 1, type: 'text', title: i === 0 ? ${JSON.stringify(title)} : 'Panel ' + i,
    gridPos: { x: 0, y: i * 6, w: 24, h: 6 }, options: { mode: 'markdown', content: 'of $method' },
  }));
`;

/** A small repository of dashboards that uses the packages, and the page, of this one. */
export async function workTree(): Promise<WorkTree> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'preview-work-tree-'));
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  };
  for (const shared of ['node_modules', 'preview'])
    await symlink(path.resolve(shared), path.join(root, shared));
  await write('scripts/content.ts', CONTENT);
  await write('environments.ts', ENVIRONMENTS);
  await write('dashboards/panels/panels.ts', panelsWith('First'));
  return { root, write, remove: () => rm(root, { recursive: true, force: true }) };
}
