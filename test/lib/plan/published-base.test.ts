import { describe, expect, test } from '@jest/globals';
import { publishedBase } from '../../../scripts/lib/plan/observe/published-base.ts';
import type { DashboardVersion } from '../../../scripts/lib/grafana/schemas.ts';
import { fingerprintOf } from '../../../scripts/lib/state/fingerprint.ts';
import { formatPublishMessage } from '../../../scripts/lib/state/publish-message.ts';
import type { JsonObject } from '../../../scripts/lib/state/resource.ts';

const question = { project: 'shop', environment: 'test', uid: 'd', folderUid: 'f' };
const model = (description: string, tags: string[] = ['shop/test']): JsonObject => ({
  title: 'D',
  description,
  tags,
});
const fingerprint = (data: JsonObject): string =>
  fingerprintOf({ kind: 'dashboard', uid: 'd', title: 'D', folderUid: 'f', model: data });
const messageOf = (data: JsonObject, commit = 'c1', project = 'shop'): string =>
  formatPublishMessage({ project, environment: 'test', commit, fingerprint: fingerprint(data) });
const version = (number: number, message: string, data: JsonObject): DashboardVersion => ({
  version: number,
  parentVersion: number - 1,
  restoredFrom: 0,
  created: `2026-11-0${number}T00:00:00Z`,
  createdBy: 'ana',
  message,
  data,
});

describe('the base of a three-way comparison', () => {
  test('is the newest version that this project wrote, whoever saved since', () => {
    const ours = model('ours');
    const base = publishedBase(
      [
        version(4, 'by hand', model('hers')),
        version(3, messageOf(ours, 'c2'), ours),
        version(2, messageOf(model('old')), model('old')),
      ],
      question,
    );
    expect(base).toMatchObject({
      version: 3,
      commit: 'c2',
      fingerprint: fingerprint(ours),
      at: '2026-11-03T00:00:00Z',
    });
  });

  test('is version 1 with our tag, whose message Grafana has replaced', () => {
    const first = model('first');
    expect(
      publishedBase([version(2, '', model('hers')), version(1, 'Initial save', first)], question),
    ).toMatchObject({
      version: 1,
      fingerprint: fingerprint(first),
    });
  });

  test('is none when version 1 was made by hand', () => {
    expect(
      publishedBase([version(1, 'Initial save', model('hers', []))], question),
    ).toBeUndefined();
  });

  test('is none when another project or environment wrote it', () => {
    const data = model('theirs', []);
    expect(
      publishedBase([version(2, messageOf(data, 'c1', 'other'), data)], question),
    ).toBeUndefined();
  });

  test('is not a later save of somebody else that carries our message: unified storage keeps it on the object', () => {
    const ours = model('ours');
    const message = messageOf(ours);
    const base = publishedBase(
      [version(3, message, model('hers')), version(2, message, ours)],
      question,
    );
    expect(base?.version).toBe(2);
  });
});
