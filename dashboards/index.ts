import type { ContentContext } from '../scripts/lib/state/content.ts';
import type {
  DashboardResource,
  FolderResource,
  LibraryPanelResource,
} from '../scripts/lib/state/resource.ts';
import { resourceOf } from './house/resource.ts';
import { viewOf } from './house/view.ts';
import { todoApp } from './todo-app.ts';

/** The folders that the dashboards stand in. */
export const folders = ({ environment }: ContentContext): FolderResource[] => [
  { kind: 'folder', ...environment.folder },
];

/** Panels that several dashboards show (house/library.ts). There is one dashboard so far, so there are none. */
export const libraryPanels = (_context: ContentContext): LibraryPanelResource[] => [];

/** Every dashboard and its folder, one line each. Add one: a file beside this, and a line here. */
export const dashboards = (context: ContentContext): DashboardResource[] => {
  const view = viewOf(context);
  const { folder } = context.environment;
  return [resourceOf(todoApp(view), folder.uid)];
};
