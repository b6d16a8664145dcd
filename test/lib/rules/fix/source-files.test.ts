import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { checkContent } from '../../../../scripts/lib/rules/check-content.ts';
import { emptyCoverage } from '../../../../scripts/lib/rules/check-dashboard.ts';
import { fixSource } from '../../../../scripts/lib/rules/fix/source-files.ts';
import { makeRepository, type TestRepository } from '../../../support/drift/repository.ts';

let repository: TestRepository | undefined;
afterEach(() => {
  if (repository) rmSync(repository.root, { recursive: true });
  repository = undefined;
});

/** The data source that the queries of the small repository go to. */
const SOURCE = `{ kind: 'datasource', uid: 'amp', title: 'AMP', model: { type: 'prometheus', isDefault: true } },`;

/** Writes a mistake into the code of a small repository, has it repaired, and gives the repaired files. */
async function repaired(file: string, before: string, after: string, isWanted = () => true) {
  const repo = (repository = makeRepository());
  const write = (name: string, text: string): void =>
    writeFileSync(path.join(repo.root, name), text);
  write(
    'content.ts',
    repo
      .read('content.ts')
      .replace('resources: () => [', `resources: () => [${SOURCE}`)
      .replace('model: shop().build()', "model: { uid: 'shop', ...shop().build() }"),
  );
  write(
    'dashboards/house/builders.ts',
    repo
      .read('dashboards/house/builders.ts')
      .replace('expr });', "expr, datasource: { type: 'prometheus', uid: 'amp' } });"),
  );
  const original = repo.read(file);
  expect(original).toContain(before);
  write(
    file,
    original.replace(before, () => after),
  );
  const run = () =>
    fixSource({
      module: { root: repo.root, file: 'content.ts' },
      context: repo.context,
      locate: repo.locate,
      check: (resources) => checkContent({ resources, grafanaVersion: '12.4' }, emptyCoverage()),
      isWanted,
    });
  const { files } = await run();
  for (const [name, text] of files) write(name, text);
  const again = await run();
  return { text: repo.read(file), original, files: [...files.keys()], again: again.files.size };
}

describe('repairs of TypeScript', () => {
  it.each([
    [
      'an id that another panel has',
      'dashboards/panels.ts',
      "timeSeries('Errors', { id: 3 })",
      "timeSeries('Errors', { id: 1 })",
      "timeSeries('Errors', { id: 5 })",
    ],
    [
      'a regular expression that is a word',
      'dashboards/queries.ts',
      `job="app"`,
      `job=~"app"`,
      `job="app"`,
    ],
    [
      'spaces around a value that is put in',
      'dashboards/queries.ts',
      'sum(rate(requests_total{${APP}}[5m]))',
      'sum( rate(requests_total{ ${APP} }[5m]) )',
      'sum(rate(requests_total{${APP}}[5m]))',
    ],
    [
      '$__interval below rate',
      'dashboards/panels.ts',
      'errors_total[5m]',
      'errors_total[$__interval]',
      'errors_total[$__rate_interval]',
    ],
  ])('write %s anew, comments and all else kept', async (_, file, right, wrong, mended) => {
    const { text, original, files, again } = await repaired(file, right, wrong);
    expect(text).toBe(original.replace(right, () => mended));
    expect(files).toEqual([file]);
    expect(again).toBe(0);
  });

  it('leave what a panel placed twice has for one id: no literal tells the two apart', async () => {
    const placed = '.withPanel(panels.latency())';
    const { files } = await repaired('dashboards/shop.ts', placed, `${placed}\n    ${placed}`);
    expect(files).toEqual([]);
  });

  it('leave what an exception is written for', async () => {
    const { files } = await repaired(
      'dashboards/queries.ts',
      'job="app"',
      'job=~"app"',
      () => false,
    );
    expect(files).toEqual([]);
  });
});
