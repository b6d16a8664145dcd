import { isObject, jsonCopy, numberAt, objectAt, objectsAt } from '../../state/json.ts';
import type { DashboardResource, Json, JsonObject } from '../../state/resource.ts';
import { expiryTag, pullFolderUid, pullTag, pullUid, type PullPreview } from './names.ts';

export interface PreviewFacts extends PullPreview {
  /** The page of the pull request. */
  readonly url: string;
  /** The last day of the preview, `2026-12-31`. */
  readonly expires: string;
}

/** Lines of the grid that the banner takes. */
const BANNER_HEIGHT = 3;

/** A dashboard as it is published for a pull request: another uid, a banner on top, links to its siblings; otherwise the same. */
export function previewDashboard(
  dashboard: DashboardResource,
  facts: PreviewFacts,
  siblings: ReadonlySet<string>,
): DashboardResource {
  const model = withLinks(jsonCopy(dashboard.model), facts.pull, siblings) as JsonObject;
  const title = `#${facts.pull} ${dashboard.title}`;
  const panels = objectsAt(model, 'panels');
  for (const panel of panels) moveDown(panel);
  return {
    kind: 'dashboard',
    uid: pullUid(facts.pull, dashboard.uid),
    title,
    folderUid: pullFolderUid(facts),
    model: {
      ...model,
      title,
      // Not those of the dashboard: menus and lists that choose by tag must not offer previews beside the real ones.
      tags: [pullTag(facts), expiryTag(facts.expires)],
      links: [linkToPull(facts), ...objectsAt(model, 'links')],
      // A model of the time before 2018 has rows instead of panels: the link alone tells.
      ...(Array.isArray(model['panels']) && {
        panels: [banner(facts, nextId(panels)), ...panels],
      }),
    },
  };
}

function banner({ pull, url, expires }: PreviewFacts, id: number): JsonObject {
  const content = [
    `**Preview of [pull request #${pull}](${url})**: this is not the published dashboard.`,
    `It is removed when the pull request closes, on ${expires} at the latest; what is edited here goes with it.`,
  ].join(' ');
  return {
    id,
    type: 'text',
    title: '',
    gridPos: { x: 0, y: 0, w: 24, h: BANNER_HEIGHT },
    options: { mode: 'markdown', content },
  };
}

const linkToPull = ({ pull, url }: PreviewFacts): JsonObject => ({
  type: 'link',
  title: `Pull request #${pull}`,
  url,
  icon: 'external link',
  targetBlank: true,
  asDropdown: false,
  includeVars: false,
  keepTime: false,
  tags: [],
  tooltip: '',
});

/** Panels of a collapsed row are placed on the same grid. */
function moveDown(panel: JsonObject): void {
  const place = objectAt(panel, 'gridPos');
  if (place) place['y'] = (numberAt(place, 'y') ?? 0) + BANNER_HEIGHT;
  for (const inner of objectsAt(panel, 'panels')) moveDown(inner);
}

const nextId = (panels: readonly JsonObject[]): number =>
  1 + Math.max(0, ...panels.flatMap((p) => [p, ...objectsAt(p, 'panels')]).map(idOf));

const idOf = (panel: JsonObject): number => numberAt(panel, 'id') ?? 0;

const ADDRESS = /(^|\/)d\/([A-Za-z0-9_-]+)(?=$|[/?#&)\s])/g;
/** Where Grafana keeps addresses: links of dashboards, panels and fields, and the text of text panels. */
const WITH_ADDRESSES = new Set(['url', 'content']);

/** Links between dashboards of the same pull request lead to the other preview, all others to the published dashboards. */
function withLinks(value: Json, pull: number, siblings: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((item) => withLinks(item, pull, siblings));
  if (!isObject(value)) return value;
  const toPreview = (text: string): string =>
    text.replace(ADDRESS, (all: string, before: string, uid: string) =>
      siblings.has(uid) ? `${before}d/${pullUid(pull, uid)}` : all,
    );
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => [
      key,
      typeof own === 'string' && WITH_ADDRESSES.has(key)
        ? toPreview(own)
        : withLinks(own, pull, siblings),
    ]),
  );
}
