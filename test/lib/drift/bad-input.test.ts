import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { GrafanaClient } from '../../../scripts/lib/grafana/client.ts';
import { drift, line, revertAll } from '../../support/drift/check.ts';
import { WATCH, watchContent } from '../../support/drift/content.ts';
import { FORMATS } from '../../support/drift/reports.ts';
import { openWorkspace, type TestWorkspace } from '../../support/publishing/workspace.ts';

const content = watchContent();

describe.each(['9.4', '12.4'] as const)(
  'what a check of Grafana %s has to live with',
  (grafana) => {
    let space: TestWorkspace;
    beforeEach(async () => {
      space = await openWorkspace({ grafana });
      await space.publish(content);
    });
    afterEach(() => space.close());

    /** Grafana keeps the newest 20 versions unless told otherwise: ours is no longer among them. */
    const trimmed = (client: GrafanaClient): void => {
      const original = client.versions.bind(client);
      client.versions = async (...asked) =>
        (await original(...asked)).filter(({ version }) => version > 1);
    };

    it('a history that no longer holds what was published: compared with the code, and said so', async () => {
      for (const refresh of ['5s', '10s', '30s'])
        await space.edit(WATCH, (model) => void (model['refresh'] = refresh), `to ${refresh}`);
      const { report } = await drift(space, content, { watch: trimmed });
      const [found] = report.drifts;
      expect(found?.diff.map(line)).toEqual(['~ refresh: 1m → 30s']);
      expect(found?.versions.map(({ version }) => version)).toEqual([4, 3, 2]);
      expect(found?.published).toBeUndefined();
      expect(found?.note).toBe(
        'the history no longer holds the version that was published: compared with the code instead',
      );
      for (const name of ['terminal', 'markdown', 'json'])
        expect(FORMATS[name]?.(report)).toContain('no longer holds');
      expect(await revertAll(space, content)).toMatchObject([{ outcome: 'done', version: 5 }]);
      expect((await drift(space, content)).report.inSync).toBe(true);
    });

    it('a clock that is days behind the server: every save is found, and its date given in full', async () => {
      await space.edit(WATCH, (model) => void (model['refresh'] = '5s'), 'faster');
      const { report } = await drift(space, content, { now: new Date('2020-02-01T12:00:00Z') });
      const [found] = report.drifts;
      expect(found?.versions).toHaveLength(1);
      const year = found?.versions[0]?.at.slice(0, 4) ?? '';
      expect(FORMATS['terminal']?.(report)).toMatch(
        new RegExp(`edited by \\S+, \\d+ \\w+ ${year}`),
      );
      expect(FORMATS['terminal']?.(report)).not.toMatch(/today|yesterday|-\d/);
    });

    it('names of people and texts of theirs that would be markup, a link, a command', async () => {
      const title = '<script>alert(1)</script> | `x` [a](javascript:b) \u001b]0;owned\u0007';
      space.addPerson({ login: 'eve', name: '</td> *eve* \u001b[31m' });
      await space.edit(
        WATCH,
        (model) => void Object.assign(model, { title }),
        '``` \u202e # all fine ]]>',
        'eve',
      );
      const { report } = await drift(space, content);
      expect(report.drifts[0]?.diff[0]?.after).toBe(title);
      expect(FORMATS['terminal']?.(report)).not.toMatch(/[\u001b\u0007\u202e]/);
      expect(FORMATS['markdown']?.(report)).not.toMatch(
        /<script|<\/td>|\]\(javascript|\u001b|\u202e/,
      );
      expect(FORMATS['junit']?.(report)).not.toMatch(/<script|\u001b|\]\]>/);
      expect(JSON.parse(FORMATS['sarif']?.(report) ?? '')).toBeTruthy();
      expect(JSON.parse(FORMATS['json']?.(report) ?? '')).toEqual(report);
    });
  },
);
