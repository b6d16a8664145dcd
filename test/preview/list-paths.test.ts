import { describe, expect, it } from '@jest/globals';
import type { Panel } from '../../preview/src/model/dashboard.ts';
import { pathsOf } from '../../preview/src/model/list-paths.ts';
import { contentApi } from '../../scripts/lib/preview/content-api.ts';
import { recordDashboard } from '../../scripts/lib/preview/record.ts';
import type { DashboardResource } from '../../scripts/lib/state/resource.ts';

const panel = (type: string, options: Record<string, unknown>): Panel => ({
  id: 1,
  type,
  gridPos: { x: 0, y: 0, w: 8, h: 8 },
  options,
});
const about = { uid: 'here', from: 1, to: 2 };
const fill = (text: string): string => text.replace('$team', 'a&b');
const board = (uid: string, folderUid: string, panels: Panel[] = []): DashboardResource =>
  ({
    kind: 'dashboard',
    uid,
    title: uid,
    folderUid,
    model: { title: uid, panels, time: { from: 'now-1h', to: 'now' } },
  }) as unknown as DashboardResource;

describe('a list of dashboards or annotations', () => {
  it('asks for what its options say, variables filled in', () => {
    const options = { showSearch: true, tags: ['$team'], folderUID: 'f', maxItems: 3 };
    expect(pathsOf(panel('dashlist', options), about, fill)).toEqual([
      '/api/search?limit=3&starred=true',
      '/api/search?limit=3&query=&folderUIDs=f&tag=a%26b&type=dash-db',
    ]);
    expect(
      pathsOf(
        panel('annolist', { onlyFromThisDashboard: true, onlyInTimeRange: true }),
        about,
        fill,
      ),
    ).toEqual(['/api/annotations?limit=10&type=annotation&dashboardUID=here&from=1&to=2']);
    expect(pathsOf(panel('table', {}), about, fill)).toEqual([]);
  });

  it('is in the recording that a page without a server has, of its folder only', async () => {
    const list = panel('dashlist', { showStarred: false, showSearch: true, folderUID: 'f' });
    const shown = board('one', 'f', [list]);
    const api = contentApi({
      resources: [shown, board('two', 'g')],
      dataPlane: { query: () => Promise.reject(new Error('asks nothing')) },
    });
    const { recording } = await recordDashboard(shown, api, 0);
    expect(Object.values(recording.paths)).toEqual([[expect.objectContaining({ uid: 'one' })]]);
  });
});
