import type { Api, Recording, TargetAnswer } from '../../../preview/src/model/api.ts';
import type { RecordedBoot } from '../../../preview/src/model/boot.ts';
import { readAnnotations } from '../../../preview/src/model/annotation.ts';
import type { Dashboard } from '../../../preview/src/model/dashboard.ts';
import { placePanels } from '../../../preview/src/model/layout.ts';
import { readVariables } from '../../../preview/src/model/read-variables.ts';
import { pathsOf } from '../../../preview/src/model/list-paths.ts';
import { interpolationFor, recordingKey, requestOf } from '../../../preview/src/model/request.ts';
import { rangeAt } from '../../../preview/src/model/time.ts';
import { interpolate } from '../../../preview/src/model/interpolate.ts';
import type { DashboardResource } from '../state/resource.ts';

/** Pixels of a panel's width, for the resolution of what is recorded: that of a page 1600 pixels wide. */
const PAGE_WIDTH = 1568;
/** Panels asked at the same time. */
const AT_ONCE = 4;

/** Asks everything that the page would ask for a dashboard at a moment, and keeps the answers: the page then opens without a server. */
export async function recordDashboard(
  resource: DashboardResource,
  api: Api,
  now: number,
): Promise<RecordedBoot> {
  const dashboard = { ...resource.model, uid: resource.uid } as Dashboard;
  const range = rangeAt(dashboard.time ?? { from: 'now-6h', to: 'now' }, now);
  const { recording, recorded } = recorder(api);
  const { variables } = await readVariables(dashboard, range, recording, {});
  const fill = (text: string, promql: boolean): string =>
    interpolate(text, { variables }, promql ? 'promql' : 'glob');
  await readAnnotations(dashboard, range, (query) => query.enable !== false, recording, fill);
  for (const link of dashboard.links ?? [])
    if (link.type === 'dashboards')
      await recording.get(
        `/api/search?${(link.tags ?? []).map((t) => `tag=${encodeURIComponent(t)}`).join('&')}&limit=100`,
      );
  // Collapsed rows are opened by a click: their panels are recorded as well.
  const opened = {
    ...dashboard,
    panels: (dashboard.panels ?? []).flatMap((p) =>
      p.type === 'row' && p.collapsed
        ? [{ ...p, collapsed: false, panels: [] }, ...(p.panels ?? [])]
        : [p],
    ),
  };
  const placed = placePanels(opened.panels, variables, new Set());
  const about = { uid: dashboard.uid ?? '', ...range };
  for (const { panel, scope } of placed) {
    const context = interpolationFor({ dashboard, variables, scope, range });
    for (const path of pathsOf(panel, about, (text) => interpolate(text, context, 'text')))
      await recording.get(path);
  }
  const requests = placed.flatMap(({ panel, scope, gridPos, row }) => {
    const request = row
      ? undefined
      : requestOf(panel, {
          dashboard,
          variables,
          scope,
          range,
          ...(dashboard.time && { raw: dashboard.time }),
          now,
          width: (PAGE_WIDTH * gridPos.w) / 24 - 18,
        });
    return request ? [request] : [];
  });
  for (let i = 0; i < requests.length; i += AT_ONCE)
    await Promise.all(requests.slice(i, i + AT_ONCE).map((request) => recording.query(request)));
  return { kind: 'recorded', dashboard, recording: recorded(), now };
}

/** An API that passes everything on and remembers what came back. */
function recorder(api: Api): { recording: Api; recorded: () => Recording } {
  const answers = new Map<string, TargetAnswer>();
  const paths = new Map<string, unknown>();
  return {
    recorded: () => ({ answers: sorted(answers), paths: sorted(paths) }),
    recording: {
      post: (path, body) => api.post(path, body),
      get: async (path) => {
        const answer = await api.get(path);
        if (answer !== undefined) paths.set(path, answer);
        return answer;
      },
      query: async (request) => {
        const results = await api.query(request);
        for (const query of request.queries) {
          const answer = results[String(query['refId'])];
          if (answer) answers.set(recordingKey(query, request.from, request.to), rounded(answer));
        }
        return results;
      },
    },
  };
}

/** The same answers give the same bytes, whatever order they came in. */
const sorted = <T>(map: ReadonlyMap<string, T>): Record<string, T> =>
  Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

/** Nine significant digits: the last bits of a sum depend on the order in which Prometheus adds, and nobody sees them. */
function rounded(answer: TargetAnswer): TargetAnswer {
  if (!answer.frames) return answer;
  const frames = answer.frames.map((frame) => ({
    ...frame,
    data: {
      ...frame.data,
      values: frame.data.values.map((column, i) =>
        frame.schema.fields[i]?.type === 'number'
          ? column.map((v) =>
              typeof v === 'number' && Number.isFinite(v) ? Number(v.toPrecision(9)) : v,
            )
          : column,
      ),
    },
  }));
  return { ...answer, frames };
}
