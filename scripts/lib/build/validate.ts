import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import type { Content } from '../state/content.ts';
import type {
  DashboardResource,
  Json,
  JsonObject,
  LibraryPanelResource,
  Resource,
} from '../state/resource.ts';
import { wrongInAlertGroup } from './alert-model.ts';
import { dashboardSchema, libraryPanelSchema } from './grafana-model.ts';

/** Refuses what Grafana would store and understand wrongly. @throws UserError (exit 2) naming each panel or rule, and field. */
export function validateResources(
  resources: readonly Resource[],
  locate?: Content['locate'],
): void {
  const wrong = resources.flatMap((resource) => {
    if (resource.kind === 'alert-rule-group') return wrongInAlertGroup(resource, locate);
    if (resource.kind === 'library-panel') return wrongInLibraryPanel(resource, locate);
    return resource.kind === 'dashboard' ? wrongIn(resource, locate) : [];
  });
  if (wrong.length === 0) return;
  throw new UserError(
    `${wrong.length === 1 ? 'a field' : `${wrong.length} fields`} of this repository would not be understood by Grafana.`,
    {
      exitCode: ExitCode.Usage,
      details: wrong,
    },
  );
}

function wrongInLibraryPanel(
  { uid, title, model }: LibraryPanelResource,
  locate?: Content['locate'],
): string[] {
  const place = locate?.(uid);
  const where = place ? `${place.file}:${place.line}:${place.column}: ` : '';
  return (libraryPanelSchema.safeParse(model).error?.issues ?? []).map(
    ({ path, message }) =>
      `${where}library panel ${title} (${uid}): ${path.join('.') || 'panel'}: ${message}`,
  );
}

function wrongIn(resource: DashboardResource, locate?: Content['locate']): string[] {
  const { uid, title, model } = resource;
  const result = dashboardSchema.safeParse(model);
  const issues = (result.error?.issues ?? []).map(({ path, message }) => {
    const { panel, rest } = panelAt(model, path);
    const field = rest.join('.');
    if (!panel) return `${title} (${uid}): ${field || 'dashboard'}: ${message}`;
    const place = typeof panel['id'] === 'number' ? locate?.(uid, panel['id']) : undefined;
    const where = place ? `${place.file}:${place.line}:${place.column}: ` : '';
    return `${where}${title} › ${String(panel['title'] || `panel ${String(panel['id'])}`)}: ${field || 'panel'}: ${message}`;
  });
  return [...issues, ...repeatedIds(resource)];
}

function repeatedIds({ uid, title, model }: DashboardResource): string[] {
  const owners = new Map<Json, string>();
  const repeated: string[] = [];
  for (const panel of allPanels(model)) {
    const id = panel['id'];
    if (id === undefined || id === null) continue;
    const name = String(panel['title'] ?? '');
    const owner = owners.get(id);
    if (owner === undefined) owners.set(id, name);
    else
      repeated.push(
        `${title} (${uid}): panels "${owner}" and "${name}" share the id ${String(id)}`,
      );
  }
  return repeated;
}

const allPanels = (model: JsonObject): JsonObject[] =>
  (Array.isArray(model['panels']) ? (model['panels'] as JsonObject[]) : []).flatMap((panel) => [
    panel,
    ...allPanels(panel),
  ]);

/** The innermost panel on a path such as `panels.3.fieldConfig.defaults.unit`, and the path inside it. */
function panelAt(
  model: JsonObject,
  path: readonly PropertyKey[],
): { panel?: JsonObject; rest: readonly PropertyKey[] } {
  let panel: JsonObject | undefined;
  let rest = path;
  let holder: JsonObject | undefined = model;
  while (holder && rest[0] === 'panels' && typeof rest[1] === 'number') {
    const next: Json | undefined = (holder['panels'] as Json[] | undefined)?.[rest[1]];
    if (typeof next !== 'object' || next === null || Array.isArray(next)) break;
    panel = next;
    holder = next;
    rest = rest.slice(2);
  }
  return panel ? { panel, rest } : { rest };
}
