import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openWorkspace, type TestWorkspace } from '../../support/publishing/workspace.ts';
import { drift, line, panelOf, revertAll } from '../../support/drift/check.ts';
import { WATCH, watchContent } from '../../support/drift/content.ts';
import { storeInSecondSchema } from '../../support/drift/second-schema.ts';

describe('a dashboard that is stored in schema v2', () => {
  const content = watchContent();
  let space: TestWorkspace;
  beforeEach(async () => {
    space = await openWorkspace({ grafana: '12.4' });
    await space.publish(content);
  });
  afterEach(() => space.close());

  it('is in sync as long as nobody has changed it', async () => {
    await storeInSecondSchema(space, WATCH);
    expect((await drift(space, content)).report).toMatchObject({ inSync: true, unchecked: [] });
  });

  it('has drifted when somebody has, and can be reverted', async () => {
    await storeInSecondSchema(space, WATCH, (model) => {
      panelOf(model, 'Budget')['title'] = 'Left';
    });
    const [found] = (await drift(space, content)).report.drifts;
    expect(found?.diff.map(line)).toEqual(['~ Budget › title: Budget → Left']);
    expect(await revertAll(space, content)).toMatchObject([{ outcome: 'done' }]);
    expect((await drift(space, content)).report.inSync).toBe(true);
  });
});
