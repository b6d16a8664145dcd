import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { driftReportSchema } from '../../../scripts/lib/drift/report.ts';
import { objectAt } from '../../../scripts/lib/state/json.ts';
import type { JsonObject } from '../../../scripts/lib/state/resource.ts';
import { drift, line, revertAll } from '../../support/drift/check.ts';
import { contentOf } from '../../support/publishing/content.ts';
import { libraryPanel, withLibrary } from '../../support/publishing/library.ts';
import { openWorkspace, type TestWorkspace } from '../../support/publishing/workspace.ts';

const content = (unit = 'reqps') =>
  contentOf({ dashboards: 1, folders: 2, edit: withLibrary([libraryPanel({ unit })], ['lp-1']) });

describe.each(['9.4', '12.4', '13.2'] as const)(
  'drift of library panels on Grafana %s',
  (grafana) => {
    let space: TestWorkspace;
    beforeEach(async () => {
      space = await openWorkspace({ grafana });
      await space.publish(content());
    });
    afterEach(() => space.close());

    const patch = async (change: (body: JsonObject) => void): Promise<void> => {
      const { body } = await space.ask('GET', '/api/library-elements/lp-1');
      const { name, folderUid, version, model } = objectAt(body as JsonObject, 'result') ?? {};
      const sent: JsonObject = {
        name: name ?? '',
        folderUid: folderUid ?? '',
        kind: 1,
        version: version ?? 0,
        model: model ?? {},
      };
      change(sent);
      expect((await space.ask('PATCH', '/api/library-elements/lp-1', sent)).status).toBe(200);
    };
    const found = async () =>
      (await drift(space, content())).report.drifts.map(({ uid, what, diff }) => [
        uid,
        what,
        diff.map(line),
      ]);
    const inSyncAfterRevert = async (): Promise<void> => {
      expect((await revertAll(space, content())).map(({ outcome }) => outcome)).toEqual(['done']);
      expect((await drift(space, content())).report).toMatchObject({ inSync: true, drifts: [] });
    };

    test('a publish leaves them in sync', async () => {
      const { report } = await drift(space, content());
      expect(driftReportSchema.parse(report)).toEqual(report);
      expect(report).toMatchObject({ inSync: true, checked: 5, unchecked: [], unmanaged: [] });
    });

    test('finds one that was edited, says by whom, and takes it back', async () => {
      await patch((body) => {
        const model = objectAt(body, 'model') ?? {};
        model['fieldConfig'] = { defaults: { unit: 'percent' }, overrides: [] };
      });
      expect(await found()).toEqual([
        ['lp-1', 'edited', ['~ Errors per second › unit: reqps → percent']],
      ]);
      const [one] = (await drift(space, content())).report.drifts;
      expect(one?.versions).toMatchObject([{ version: 2, by: 'admin' }]);
      await inSyncAfterRevert();
    });

    test('finds one that was renamed, and one that was moved', async () => {
      await patch((body) => void (body['name'] = 'Failures'));
      expect(await found()).toEqual([['lp-1', 'edited', ['~ name: Errors → Failures']]]);
      await inSyncAfterRevert();
      await patch((body) => void (body['folderUid'] = 'f-2'));
      expect(await found()).toEqual([['lp-1', 'moved', ['→ folder: f-1 → f-2']]]);
      await inSyncAfterRevert();
    });

    test('finds one that was deleted with the dashboard that showed it', async () => {
      await space.ask('DELETE', '/api/dashboards/uid/d-1');
      await space.ask('DELETE', '/api/library-elements/lp-1');
      const { report } = await drift(space, content(), { existedAt: () => Promise.resolve(true) });
      expect(report.drifts.map(({ uid, what }) => `${uid} ${what}`).toSorted()).toEqual([
        'd-1 deleted',
        'lp-1 deleted',
      ]);
    });

    test('names a panel that was unlinked in a dashboard as that', async () => {
      await space.edit('d-1', (model) => {
        const panels = model['panels'] as JsonObject[];
        const linked = panels.find((panel) => panel['libraryPanel'] !== undefined) ?? {};
        delete linked['libraryPanel'];
        Object.assign(linked, libraryPanel().model);
      });
      const [one] = (await drift(space, content())).report.drifts;
      expect(one?.diff.map(line)).toContainEqual(
        expect.stringMatching(/library panel.*unlinked: the panel keeps its own copy/),
      );
    });

    test('tells what was made by hand apart, and code that is ahead', async () => {
      await space.ask('POST', '/api/library-elements', {
        uid: 'hand',
        folderUid: 'f-2',
        name: 'By hand',
        kind: 1,
        model: { type: 'text' },
      });
      const { report } = await drift(space, content('s'));
      expect(report).toMatchObject({
        drifts: [],
        unmanaged: [{ kind: 'library-panel', uid: 'hand', folderUid: 'f-2', by: 'admin' }],
        pending: [{ kind: 'library-panel', uid: 'lp-1', action: 'update' }],
      });
    });
  },
);
